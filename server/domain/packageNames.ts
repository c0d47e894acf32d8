import { isBuiltin } from 'node:module';
import type { Manifest } from '../contract/manifest.ts';

const NAME = /^(?:@[a-z0-9-][a-z0-9._~-]*\/)?[a-z0-9-][a-z0-9._~-]*$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** The npm package that an import is from: `@scope/x` of `@scope/x/sub`; nothing where it is from none. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('npm:')) return nameOf(specifier.slice('npm:'.length).replace(/^\//, ''));
  if (SCHEME.test(specifier) || isBuiltin(specifier)) return undefined;
  return nameOf(specifier);
}

/** Whether an import names its package together with where to get it, so that nothing has to be installed. */
export function bringsItself(specifier: string): boolean {
  return specifier.startsWith('npm:');
}

/** Whether a module is part of the runtime under a bare name. */
export function isOfRuntime(name: string, runtime: Manifest['runtime']): boolean {
  return name === 'bun' && (runtime === undefined || runtime === 'bun' || runtime === 'any');
}

/** The name in an entry of `npmDependencies`, without its range. */
export function dependencyName(entry: string): string {
  return entry.replace(/(?<=.)@.*$/, '');
}

/** The package whose types a package of types describes: `@scope/x` for `@types/scope__x`. */
export function typedPackage(name: string): string | undefined {
  if (!name.startsWith('@types/')) return undefined;
  const plain = name.slice('@types/'.length);
  return plain.includes('__') ? `@${plain.replace('__', '/')}` : plain;
}

function nameOf(specifier: string): string | undefined {
  const segments = specifier.split('/');
  const name = segments.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const plain = name.replace(/(?<=.)@.*$/, '');
  return NAME.test(plain) ? plain : undefined;
}
