// Fails on every import that points the wrong way between layers. Usage: node .ci/layers.mjs [repository]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { importEdges } from './importEdges.mjs';
import { objectionTo } from './layerRule.mjs';

const ROOTS = ['server', 'cli', 'web'];
const SOURCE = /\.[cm]?[jt]sx?$/;
const TEST = /\.test\.[cm]?[jt]sx?$/;

const repository = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
const files = ROOTS.filter((root) => existsSync(join(repository, root))).flatMap(sourcesBelow);
const findings = files.flatMap(findingsIn);

for (const finding of findings) console.error(finding);
if (files.length === 0) console.error(`There is no source below ${repository}`);
if (findings.length > 0 || files.length === 0) process.exitCode = 1;
else console.log(`${files.length} files keep to their layers`);

function sourcesBelow(folder) {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(path);
    return SOURCE.test(entry.name) && !TEST.test(entry.name) ? [path] : [];
  });
}

function findingsIn(file) {
  try {
    return importEdges(file, readFileSync(join(repository, file), 'utf8')).flatMap(({ specifier, line }) => {
      const objection = objectionTo(file, specifier);
      return objection ? [`${file}:${line} imports ${specifier}: ${objection}`] : [];
    });
  } catch (error) {
    return [`${file}:${error.loc?.line ?? 0} ${error.message}`];
  }
}
