import { applyEdits, type Edit, type Node, parseTree } from 'jsonc-parser';

/**
 * The text of a JSON object in which these fields have these values, `undefined` taking one out; all of it that says
 * something else stays byte for byte the same. The text must be valid JSON without repeated keys. Parses once, however
 * many fields are set: the library's own `modify` with formatting takes seconds for an object in one long line.
 */
export function setFields(text: string, fields: Readonly<Record<string, unknown>>): string {
  const set = fieldSetter(text);
  const stated = Object.entries(fields).filter(([, value]) => value !== undefined);
  const removed = Object.keys(fields).filter((key) => fields[key] === undefined);
  return removed.reduce(withoutField, applyEdits(text, set(Object.fromEntries(stated))));
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

function withoutField(text: string, key: string): string {
  const properties = parseTree(text)?.children ?? [];
  const at = properties.findIndex((property) => partsOf(property)[0] === key);
  const [before, property, after] = [properties[at - 1], properties[at], properties[at + 1]];
  if (!property) return text;
  const [start, end] = [property.offset, property.offset + property.length];
  // The comma goes, and with it the space on one side: behind the field before, else up to the one after.
  const cut = before
    ? [before.offset + before.length, end]
    : after
      ? [start, after.offset]
      : [text.indexOf('{') + 1, text.lastIndexOf('}')];
  return text.slice(0, cut[0]) + text.slice(cut[1]);
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
