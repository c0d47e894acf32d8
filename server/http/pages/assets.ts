import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { bindPackedAssets } from './packedAssets.ts';

/** The built files that pages refer to: their URLs, and their bytes by file name. */
export interface PageAssets {
  readonly css: string;
  readonly icon: string;
  readonly js: string;
  /** What the editor's page alone refers to. */
  readonly editor: EditorAssets;
  readonly files: ReadonlyMap<string, { readonly type: string; readonly content: Buffer }>;
  /** The editor's files are on disk, compressed: they are many times as large as all others. */
  readonly packed: { readonly folder: string; readonly names: ReadonlySet<string> };
}

/** The URLs of the editor, and those of Monaco and its workers by what they are. */
export interface EditorAssets {
  readonly js: string;
  readonly css: string;
  readonly monaco: Readonly<Record<(typeof MONACO_FILES)[number], string>>;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const MONACO_FILES = ['js', 'css', 'font', 'editorWorker', 'jsonWorker', 'tsWorker'] as const;

/** Reads the hashed files that the build left in a folder. */
export function loadAssets(folder: string): PageAssets {
  const list = join(folder, 'assets.json');
  if (!existsSync(list)) throw new Error(`The pages' files are missing at ${folder}: run \`npm run build\``);
  const { editorJs, editorCss, ...names } = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>;
  const monaco = (
    JSON.parse(readFileSync(join(folder, 'monaco.json'), 'utf8')) as { files: Record<string, string> }
  ).files;
  const files = new Map(
    Object.values(names).map((name) => {
      const type = TYPES[name.slice(name.lastIndexOf('.'))] ?? 'application/octet-stream';
      return [name, { type, content: readFileSync(join(folder, name)) }];
    }),
  );
  return {
    css: `/assets/${names.css}`,
    icon: `/assets/${names.icon}`,
    js: `/assets/${names.js}`,
    editor: {
      js: `/assets/${editorJs}`,
      css: `/assets/${editorCss}`,
      monaco: Object.fromEntries(
        MONACO_FILES.map((role) => [role, `/assets/${monaco[role]}`]),
      ) as EditorAssets['monaco'],
    },
    files,
    packed: { folder, names: new Set([editorJs!, editorCss!, ...Object.values(monaco)]) },
  };
}

/** Serves them for good: a changed file has another name. */
export function bindAssets(app: Express, { files, packed }: PageAssets): void {
  app.get('/assets/:name', (request, response, next) => {
    const file = files.get(request.params.name);
    if (!file) return next();
    response
      .set({ 'Content-Type': file.type, 'Cache-Control': 'public, max-age=31536000, immutable' })
      .end(file.content);
  });
  bindPackedAssets(app, packed);
}
