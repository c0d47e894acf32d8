import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';

/** The built files that pages refer to: their URLs, and their bytes by file name. */
export interface PageAssets {
  readonly css: string;
  readonly icon: string;
  readonly files: ReadonlyMap<string, { readonly type: string; readonly content: Buffer }>;
}

const TYPES: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };

/** Reads the hashed files that the build left in a folder. */
export function loadAssets(folder: string): PageAssets {
  if (!existsSync(folder)) throw new Error(`The pages' files are missing at ${folder}: run \`npm run build\``);
  const names = readdirSync(folder);
  const files = new Map(
    names.flatMap((name) => {
      const type = TYPES[name.slice(name.lastIndexOf('.'))];
      return type ? [[name, { type, content: readFileSync(join(folder, name)) }] as const] : [];
    }),
  );
  const urlOf = (stem: string) => `/assets/${names.find((name) => name.startsWith(`${stem}-`))}`;
  return { css: urlOf('main'), icon: urlOf('logo'), files };
}

/** Serves them for good: a changed file has another name. */
export function bindAssets(app: Express, { files }: PageAssets): void {
  app.get('/assets/:name', (request, response, next) => {
    const file = files.get(request.params.name);
    if (!file) return next();
    response.set({ 'Content-Type': file.type, 'Cache-Control': 'public, max-age=31536000, immutable' }).end(file.content);
  });
}
