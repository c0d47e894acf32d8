import { createHash } from 'node:crypto';
import type { Oid, PortablePath } from '../contract/names.ts';

/** The bytes of a function's files by path; every file has mode 100644. */
export type FunctionFiles = ReadonlyMap<PortablePath, Uint8Array>;

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** A git object in its canonical encoding, without the loose header. */
export interface GitObject {
  readonly oid: Oid;
  readonly type: ObjectType;
  readonly content: Uint8Array;
}

/** One line of a tree: a file (`100644`) or a folder (`40000`). Trees read from git may hold other modes. */
export interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly oid: Oid;
}

/** Who wrote a commit and when, in whole seconds since 1970, always recorded as UTC. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly seconds: number;
}

/** A commit as read or to be written; `message` includes its trailers. */
export interface Commit {
  readonly tree: Oid;
  readonly parents: readonly Oid[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

const FILE_MODE = '100644';
const FOLDER_MODE = '40000';

/** Encodes an object and names it by its SHA-1. */
export function gitObject(type: ObjectType, content: Uint8Array): GitObject {
  const oid = createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex') as Oid;
  return { oid, type, content };
}

/** Encodes a tree, sorting its entries as git does: folders as if their names ended in `/`. */
export function treeObject(entries: readonly TreeEntry[]): GitObject {
  const sortable = entries.map((entry) => ({
    key: Buffer.from(entry.mode === FOLDER_MODE ? `${entry.name}/` : entry.name),
    entry,
  }));
  sortable.sort((a, b) => Buffer.compare(a.key, b.key));
  const parts = sortable.flatMap(({ entry }) => [
    Buffer.from(`${entry.mode} ${entry.name}\0`),
    Buffer.from(entry.oid, 'hex'),
  ]);
  return gitObject('tree', Buffer.concat(parts));
}

/** Encodes a commit. */
export function commitObject(commit: Commit): GitObject {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${signatureLine(commit.author)}`,
    `committer ${signatureLine(commit.committer)}`,
    '',
    commit.message,
  ];
  return gitObject('commit', Buffer.from(lines.join('\n')));
}

/** Encodes an annotated tag on a commit; the same commit and name always give the same object. */
export function tagObject(tag: { commit: Oid; name: string; tagger: Signature; message: string }): GitObject {
  const lines = [
    `object ${tag.commit}`,
    'type commit',
    `tag ${tag.name}`,
    `tagger ${signatureLine(tag.tagger)}`,
    '',
    tag.message,
  ];
  return gitObject('tag', Buffer.from(lines.join('\n')));
}

/** Builds the blobs and trees of a function's files; the root tree comes last. An empty map gives git's empty tree. */
export function treeOfFiles(files: FunctionFiles): { oid: Oid; objects: GitObject[] } {
  const objects: GitObject[] = [];
  const build = (members: [string, Uint8Array][]): Oid => {
    const entries: TreeEntry[] = [];
    const folders = new Map<string, [string, Uint8Array][]>();
    for (const [path, content] of members) {
      const slash = path.indexOf('/');
      if (slash < 0) {
        const blob = gitObject('blob', content);
        objects.push(blob);
        entries.push({ mode: FILE_MODE, name: path, oid: blob.oid });
      } else {
        const name = path.slice(0, slash);
        const inside = folders.get(name) ?? [];
        inside.push([path.slice(slash + 1), content]);
        folders.set(name, inside);
      }
    }
    for (const [name, inside] of folders) entries.push({ mode: FOLDER_MODE, name, oid: build(inside) });
    const tree = treeObject(entries);
    objects.push(tree);
    return tree.oid;
  };
  return { oid: build([...files]), objects };
}

/** Parses the content of a tree. */
export function parseTree(content: Uint8Array): TreeEntry[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const nul = bytes.indexOf(0, space);
    entries.push({
      mode: bytes.toString('latin1', at, space),
      name: bytes.toString('utf8', space + 1, nul),
      oid: bytes.toString('hex', nul + 1, nul + 21) as Oid,
    });
    at = nul + 21;
  }
  return entries;
}

/** Parses the content of a commit; headers other than the usual four are skipped. */
export function parseCommit(content: Uint8Array): Commit {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
  const end = text.indexOf('\n\n');
  const headers = text.slice(0, end).split('\n');
  const valuesOf = (name: string) =>
    headers.filter((header) => header.startsWith(`${name} `)).map((header) => header.slice(name.length + 1));
  return {
    tree: valuesOf('tree')[0] as Oid,
    parents: valuesOf('parent') as Oid[],
    author: parseSignature(valuesOf('author')[0] ?? ''),
    committer: parseSignature(valuesOf('committer')[0] ?? ''),
    message: text.slice(end + 2),
  };
}

/** The commit that an annotated tag names, from the tag's content. */
export function parseTagTarget(content: Uint8Array): Oid {
  return Buffer.from(content.buffer, content.byteOffset, 48).toString('latin1', 7, 47) as Oid;
}

/** A commit message of a subject and trailers; a trailer without value is left out. */
export function messageWith(subject: string, trailers: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(trailers).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return `${subject}\n\n${lines.join('\n')}\n`;
}

/** The trailers in the last paragraph of a commit message. */
export function trailersOf(message: string): Map<string, string> {
  const paragraph = message.trimEnd().split('\n\n').at(-1) ?? '';
  const trailers = new Map<string, string>();
  for (const line of paragraph.split('\n')) {
    const match = /^([A-Za-z][A-Za-z-]*): (.*)$/.exec(line);
    if (match) trailers.set(match[1]!, match[2]!);
  }
  return trailers;
}

function signatureLine({ name, email, seconds }: Signature): string {
  return `${name} <${email}> ${seconds} +0000`;
}

function parseSignature(line: string): Signature {
  const match = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line);
  return { name: match?.[1] ?? '', email: match?.[2] ?? '', seconds: Number(match?.[3] ?? 0) };
}
