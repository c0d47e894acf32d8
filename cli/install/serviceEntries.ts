import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import {
  isOid,
  type Oid,
  parseFunctionSpec,
  parseSlug,
  parseVersion,
  type Slug,
  type Username,
  type Version,
} from '../../server/contract/names.ts';
import { PROJECT_FILE } from '../project.ts';

/** One `[[services]]` table of aerostack.toml, with those of its fields that are text. */
export interface ServiceEntry {
  readonly name?: string;
  readonly main?: string;
  readonly source?: string;
  readonly version?: string;
  readonly tree?: string;
}

/** An entry that says exactly what to restore, and where. */
export interface LockedService {
  readonly name: Slug;
  readonly author: Username;
  readonly slug: Slug;
  readonly version: Version;
  readonly tree: Oid;
}

const FIELDS = ['name', 'main', 'source', 'version', 'tree'] as const;

/** The `[[services]]` of an aerostack.toml; throws `PROJECT_FILE` where `services` is anything else. */
export function readServices(data: Readonly<Record<string, unknown>>): ServiceEntry[] {
  const { services = [] } = data;
  const tables =
    Array.isArray(services) && services.every((entry) => typeof entry === 'object' && !Array.isArray(entry));
  if (!tables)
    throw new RegistryError(
      'PROJECT_FILE',
      `"services" in ${PROJECT_FILE} must be written as [[services]] tables`,
    );
  return (services as Record<string, unknown>[]).map((entry) =>
    Object.fromEntries(
      FIELDS.filter((field) => typeof entry[field] === 'string').map((field) => [field, entry[field]]),
    ),
  );
}

/** The entries that were installed from a registry; throws `PROJECT_FILE` where one of them cannot be restored from. */
export function lockedServices(entries: readonly ServiceEntry[]): LockedService[] {
  return entries.filter(({ source }) => source !== undefined).map(lockedService);
}

/** The entry as one to restore from; throws `PROJECT_FILE` where it lacks something, or holds what cannot be. */
export function lockedService(entry: ServiceEntry): LockedService {
  const where = `The service "${entry.name ?? entry.source}" in ${PROJECT_FILE}`;
  const { tree = '' } = entry;
  try {
    const { author, slug, range } = parseFunctionSpec(entry.source ?? '');
    if (!author || range !== undefined)
      throw new RegistryError('PROJECT_FILE', `${where} has a source other than author/slug`);
    if (!isOid(tree)) throw new RegistryError('PROJECT_FILE', `${where} has no valid tree`);
    return {
      name: parseSlug(entry.name ?? ''),
      author,
      slug,
      version: parseVersion(entry.version ?? ''),
      tree,
    };
  } catch (cause) {
    if (!isRegistryError(cause) || cause.code === 'PROJECT_FILE') throw cause;
    throw new RegistryError('PROJECT_FILE', `${where} is not valid: ${cause.message}`, { cause });
  }
}
