import type { Request } from 'express';

/** The text of each of some fields. */
export type FormFields<Name extends string> = Readonly<Record<Name, string>>;

/** The fields of a form that hold one text each; `""` for one that is absent, the first where there are several. */
export function fieldsOf<Name extends string>(request: Request, names: readonly Name[]): FormFields<Name> {
  return Object.fromEntries(names.map((name) => [name, listOf(request, name)[0] ?? ''])) as FormFields<Name>;
}

/** The one text of a query's parameter; `""` where there is none, or there are several. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** All values of a field that there may be several of. */
export function listOf({ body }: Request, name: string): string[] {
  const values: unknown = (body as Record<string, unknown> | undefined)?.[name];
  return [values].flat().filter((value) => typeof value === 'string');
}
