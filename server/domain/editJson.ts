import { applyEdits, type Edit, type Node, parseTree } from 'jsonc-parser';

/**
 * The text of a JSON object in which these fields have these values; all of it that says something else stays byte for
 * byte the same. The text must be valid JSON without repeated keys. Parses once, however many fields there are: the
 * library's own `modify` with formatting takes seconds for an object in one long line.
 */
export function setFields(text: string, fields: Readonly<Record<string, unknown>>): string {
  const set = fieldSetter(text);
  return applyEdits(text, set(fields));
}

/** The same for one field and many values in turn, still parsing once. */
export function fieldEditor(text: string, key: string): (value: unknown) => string {
  const set = fieldSetter(text);
  return (value) => applyEdits(text, set({ [key]: value }));
}

function fieldSetter(text: string): (fields: Readonly<Record<string, unknown>>) => Edit[] {
  const root = parseTree(text);
  if (root?.type !== 'object') throw new TypeError('The text is not a JSON object');
  const properties = root.children ?? [];
  const values = new Map(properties.map((property) => partsOf(property)));
  const last = properties.at(-1);
  const style = styleOf(text, root, properties[0]);
  return (fields) => {
    const known = Object.entries(fields).filter(([key]) => values.has(key));
    const added = Object.entries(fields).filter(([key]) => !values.has(key));
    const replaced = known.map(([key, value]) => {
      const { offset, length } = values.get(key)!;
      return { offset, length, content: style.value(value) };
    });
    if (added.length === 0) return replaced;
    const lines = added.map(([key, value]) => `${JSON.stringify(key)}: ${style.value(value)}`);
    const content = lines.join(`,${style.gap}`);
    if (last)
      return [
        ...replaced,
        { offset: last.offset + last.length, length: 0, content: `,${style.gap}${content}` },
      ];
    return [{ offset: root.offset, length: root.length, content: `{${style.gap}${content}${style.end}}` }];
  };
}

function partsOf({ children = [] }: Node): [key: string, value: Node] {
  return [children[0]!.value as string, children[1]!];
}

/** How the object is laid out: what stands before a field, before the closing brace, and how values are written. */
function styleOf(text: string, { offset }: Node, first: Node | undefined) {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const before = first ? text.slice(offset + 1, first.offset) : `${eol}  `;
  const inLines = before.includes('\n');
  const indent = /[^\n]*$/.exec(before)?.[0] ?? '';
  return {
    gap: inLines ? eol + indent : ' ',
    end: inLines ? eol : '',
    value: (value: unknown) =>
      inLines ? JSON.stringify(value, null, indent).replaceAll('\n', eol + indent) : JSON.stringify(value),
  };
}
