/** Names that an import cannot bind, though a module may export them. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return ' +
    'static super switch this throw true try typeof var void while with yield await arguments eval'
  ).split(' '),
);

/** Whether a name can be bound where these are taken. */
export function isFree(name: string, taken: { has(name: string): boolean }): boolean {
  return !taken.has(name) && !RESERVED.has(name);
}

/** A name made of a service's and its export's that is not taken, in the case that the export begins with. */
export function freeAlias(service: string, exported: string, taken: { has(name: string): boolean }): string {
  const camel = [...service.split('-'), exported]
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  const cased = /^[A-Z]/.test(exported) ? camel.charAt(0).toUpperCase() + camel.slice(1) : camel;
  const base = /^\d/.test(cased) ? `_${cased}` : cased;
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? base : `${base}${count}`;
    if (isFree(candidate, taken)) return candidate;
  }
}
