import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RegistryError } from '../../server/contract/errors.ts';
import { manifestSchema } from '../../server/contract/manifest.ts';
import { quote } from '../../server/contract/names.ts';

/** What a project's package.json says about packages. */
export interface PackageJson {
  readonly state: 'read' | 'missing' | 'unreadable';
  /** The packages it names, as dependencies of any kind. */
  readonly names: ReadonlySet<string>;
}

/** An npm package that functions need. */
export interface NeededPackage {
  /** As the functions have it: a name, with a range or a tag behind `@` where one is given. */
  readonly dependency: string;
  /** What other functions want of the same package. */
  readonly otherwise: readonly string[];
}

const GROUPS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
const checked = manifestSchema.shape.npmDependencies.unwrap();

/** Reads the package.json at a project's root. */
export async function readPackageJson(root: string): Promise<PackageJson> {
  const nothing = (state: 'missing' | 'unreadable') => ({ state, names: new Set<string>() });
  try {
    const data: unknown = JSON.parse(
      (await readFile(join(root, 'package.json'), 'utf8')).replace(/^\ufeff/, ''),
    );
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return nothing('unreadable');
    const groups = GROUPS.map((group) => (data as Record<string, unknown>)[group]);
    return { state: 'read', names: new Set(groups.flatMap((group) => Object.keys(Object(group ?? {})))) };
  } catch (error) {
    return nothing((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable');
  }
}

/** The packages that a project lacks, each once: where functions differ in what they want of one, the first has it. */
export function missingPackages(dependencies: readonly string[], { names }: PackageJson): NeededPackage[] {
  const found = new Map<string, string[]>();
  for (const dependency of dependencies) {
    const name = nameOf(dependency);
    const wanted = found.get(name) ?? [];
    if (!names.has(name) && !wanted.includes(dependency)) found.set(name, [...wanted, dependency]);
  }
  return [...found.values()].map(([dependency = '', ...otherwise]) => ({ dependency, otherwise }));
}

/** Throws `UNSAFE_MANIFEST` where a text is anything but an npm package, and might mean something else to a program. */
export function assertPackages(dependencies: readonly string[]): void {
  for (const dependency of dependencies) {
    if (checked.safeParse([dependency]).success) continue;
    throw new RegistryError('UNSAFE_MANIFEST', `${quote(dependency)} is not the name of an npm package`);
  }
}

function nameOf(dependency: string): string {
  const at = dependency.indexOf('@', 1);
  return at < 0 ? dependency : dependency.slice(0, at);
}
