import { parse, patch } from '@decimalturn/toml-patch';
import { RegistryError } from '../../server/contract/errors.ts';
import { PROJECT_FILE, parseToml } from '../project.ts';
import { readServices, type ServiceEntry } from './serviceEntries.ts';

/** An entry as the installer writes it. */
export type FullEntry = Required<ServiceEntry>;

/**
 * The text of an aerostack.toml in which the service of that name is exactly this one; every other byte stays. The
 * result is parsed again and compared: throws `PROJECT_FILE` where the edit would change anything else.
 */
export function setService(text: string, entry: FullEntry): string {
  const before = parseToml(text, PROJECT_FILE);
  const index = readServices(before).findIndex(({ name }) => name === entry.name);
  const services = [...((before.services as Record<string, unknown>[] | undefined) ?? [])];
  services[index < 0 ? services.length : index] = { ...services[index], ...entry };
  try {
    const edited = index < 0 ? append(text, entry) : replace(text, index, entry);
    if (canonical(parseToml(edited, PROJECT_FILE)) === canonical({ ...before, services })) return edited;
  } catch (cause) {
    throw notEditable(cause);
  }
  throw notEditable();
}

function notEditable(cause?: unknown): RegistryError {
  return new RegistryError(
    'PROJECT_FILE',
    `${PROJECT_FILE} cannot be edited without changing something else in it`,
    {
      hint: 'Write "services" as [[services]] tables, then run the command again.',
      cause,
    },
  );
}

/** A text block, since the patching library cannot add the first table of an array. */
function append(text: string, entry: FullEntry): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = [
    '[[services]]',
    ...Object.entries(entry).map(([field, value]) => `${field} = ${JSON.stringify(value)}`),
  ];
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return text + gap + lines.map((line) => line + eol).join('');
}

/** Patched with one kind of line end, as the library would turn mixed ones into one; then each line gets its own back. */
function replace(text: string, index: number, entry: FullEntry): string {
  const unix = text.replaceAll('\r\n', '\n');
  const data = parse(unix) as { services: Record<string, unknown>[] };
  const services = data.services.map((service, at) => (at === index ? { ...service, ...entry } : service));
  return withLineEndsOf(text, patch(unix, { ...data, services }));
}

function withLineEndsOf(text: string, edited: string): string {
  const before = text
    .split('\n')
    .map((line) => [line.replace(/\r$/, ''), line.endsWith('\r') ? '\r' : ''] as const);
  const after = edited.split('\n');
  const shift = after.length - before.length;
  let same = 0;
  while (same < after.length && after[same] === before[same]?.[0]) same += 1;
  // A line above the first change keeps its place; one below the last change has moved by what was added.
  return after
    .map((line, at) => {
      const [, end] = before[at < same ? at : at - shift] ?? before[Math.max(0, same - 1)] ?? ['', ''];
      return at === after.length - 1 ? line : line + end;
    })
    .join('\n');
}

/** Data as text that is equal where the data is, whatever order the keys came in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`;
    if (typeof part === 'number' && !Number.isFinite(part)) return String(part);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
