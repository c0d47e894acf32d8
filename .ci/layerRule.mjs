import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

const SERVER = ['contract', 'domain', 'git', 'catalog', 'services', 'http', 'main'];

/** The layers, and what each may import; a file belongs to the first that matches its path. */
const LAYERS = [
  { name: 'contract', files: /^server\/contract\//, may: ['contract'] },
  { name: 'domain', files: /^server\/domain\//, may: ['contract', 'domain'] },
  { name: 'git', files: /^server\/git\//, may: ['contract', 'domain', 'git'] },
  { name: 'catalog', files: /^server\/catalog\//, may: ['contract', 'domain', 'catalog'] },
  {
    name: 'services',
    files: /^server\/services\//,
    may: ['contract', 'domain', 'git', 'catalog', 'services'],
  },
  { name: 'http', files: /^server\/http\//, may: ['contract', 'domain', 'services', 'http', 'web'] },
  { name: 'main', files: /^server\/(?:config|dataFolder|main|openStores)\.ts$/, may: SERVER },
  { name: 'operator', files: /^cli\/operator\//, may: [...SERVER, 'cli', 'operator'] },
  { name: 'cli', files: /^cli\//, may: ['contract', 'domain', 'cli', 'operator'] },
  { name: 'islands', files: /^web\/(?:islands|editor)\//, may: ['contract', 'web', 'islands'] },
  { name: 'web', files: /^web\//, may: ['contract', 'web'] },
];

const GIT = /^(?:server|cli)\/git\//;
const MAY_SPAWN = /^(?:server\/git|cli\/git|cli\/commands|cli\/operator)\//;
const GIT_LIBRARY = /^(?:isomorphic-git|simple-git)(?:\/|$)/;
const CHILD_PROCESS = /^(?:node:)?child_process$/;

/**
 * Why a file may not import a module, or nothing where it may.
 *
 * @param {string} file relative to the repository, with `/`
 * @param {string} specifier as written in the import
 * @returns {string | undefined}
 */
export function objectionTo(file, specifier) {
  const layer = layerOf(file);
  if (/^\.{1,2}(?:\/|$)/.test(specifier))
    return objectionToFile(layer, posix.join(posix.dirname(file), specifier));
  if (/^(?:\/|#|file:)/.test(specifier)) return 'files are imported by relative paths';
  return objectionToPackage(file, layer, specifier);
}

function objectionToFile(layer, target) {
  const targetLayer = layerOf(target);
  if (layer && targetLayer && layer.may.includes(targetLayer.name)) return undefined;
  return `${layer?.name ?? 'a file of no layer'} may not import ${targetLayer?.name ?? 'from outside the layers'}`;
}

function objectionToPackage(file, layer, specifier) {
  if (layer?.name === 'contract' && isBuiltin(specifier)) return 'contract runs in browsers too';
  if (GIT_LIBRARY.test(specifier) && !GIT.test(file)) return 'only server/git and cli/git use a git library';
  if (CHILD_PROCESS.test(specifier) && !MAY_SPAWN.test(file)) return 'this part may not start processes';
  return undefined;
}

function layerOf(path) {
  return LAYERS.find(({ files }) => files.test(path));
}
