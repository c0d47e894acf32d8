import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';

/** The built files that pages refer to: their URLs, and their bytes by file name. */
export interface PageAssets {
  readonly css: string;
  readonly icon: string;
  readonly js: string;
  readonly files: ReadonlyMap<string, { readonly type: string; readonly content: Buffer }>;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Reads the hashed files that the build left in a folder. */
export function loadAssets(folder: string): PageAssets {
  const list = join(folder, 'assets.json');
  if (!existsSync(list)) throw new Error(`The pages' files are missing at ${folder}: run \`npm run build\``);
  const names = JSON.parse(readFileSync(list, 'utf8')) as { css: string; icon: string; js: string };
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
    files,
  };
}

/** Serves them for good: a changed file has another name. */
export function bindAssets(app: Express, { files }: PageAssets): void {
  app.get('/assets/:name', (request, response, next) => {
    const file = files.get(request.params.name);
    if (!file) return next();
    response
      .set({ 'Content-Type': file.type, 'Cache-Control': 'public, max-age=31536000, immutable' })
      .end(file.content);
  });
}
