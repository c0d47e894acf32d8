// Writes docs/openapi.json from the declarations of the endpoints.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { outputFiles } = await esbuild.build({
  entryPoints: [join(root, 'server/contract/openapi.ts')],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  mainFields: ['module', 'main'],
});
const { openApiDocument } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
writeFileSync(
  join(root, 'docs/openapi.json'),
  `${JSON.stringify(openApiDocument('http://127.0.0.1:4545'), null, 2)}\n`,
);
