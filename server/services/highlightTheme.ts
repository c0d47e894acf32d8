/** What a piece of source is, by the class it gets; how that looks, in light and in dark, is the stylesheet's. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'tk-comment': ['comment', 'punctuation.definition.comment', 'string.comment'],
  'tk-keyword': [
    ...[
      'keyword',
      'storage',
      'storage.type',
      'storage.modifier',
      'variable.language',
      'support.type.primitive',
    ],
    ...['punctuation.definition.heading', 'punctuation.definition.list', 'keyword.other.important'],
  ],
  'tk-string': [
    ...['string', 'punctuation.definition.string', 'markup.inline.raw', 'markup.fenced_code.block'],
    ...['string.regexp', 'constant.other.symbol', 'markup.underline.link'],
  ],
  'tk-constant': [
    ...['constant', 'constant.numeric', 'constant.language', 'constant.character.escape', 'support.constant'],
    ...['keyword.other.unit', 'variable.other.constant', 'variable.other.enummember', 'support.variable'],
  ],
  'tk-function': ['entity.name.function', 'support.function', 'meta.function-call.generic', 'meta.decorator'],
  'tk-type': [
    ...[
      'entity.name.type',
      'entity.name.class',
      'entity.other.inherited-class',
      'support.type',
      'support.class',
    ],
    ...['entity.name.namespace', 'entity.name.section', 'markup.heading', 'entity.name.type.module'],
  ],
  'tk-property': [
    ...[
      'support.type.property-name',
      'punctuation.support.type.property-name',
      'entity.other.attribute-name',
    ],
    ...[
      'variable.object.property',
      'entity.name.tag.yaml',
      'variable.parameter',
      'variable.other.assignment',
    ],
    ...['support.type.property-name.json', 'support.type.property-name.toml', 'support.type.vendored'],
  ],
  'tk-tag': ['entity.name.tag', 'support.class.component', 'entity.other.attribute-name.class.css'],
  // Within strings and types, what is code again, or only holds them together.
  '': [
    ...[
      'meta.template.expression',
      'punctuation',
      'keyword.operator',
      'meta.embedded',
      'source.css punctuation',
    ],
    ...['punctuation.definition.template-expression', 'keyword.operator.assignment'],
  ],
};

const colourOf = (index: number) => `#${(index + 1).toString(16).padStart(6, '0')}`;

/** A theme for shiki whose colours only number the classes. */
export const THEME = {
  name: 'classes',
  type: 'light' as const,
  fg: '#000000',
  bg: '#ffffff',
  settings: Object.entries(SCOPES).map(([name, scope], index) => ({
    scope: [...scope],
    settings: { foreground: name === '' ? '#000000' : colourOf(index) },
  })),
};

/** The class of each of the theme's colours; plain text has none. */
export const CLASS_OF_COLOUR: ReadonlyMap<string, string> = new Map(
  Object.keys(SCOPES).flatMap((name, index): [string, string][] =>
    name === '' ? [] : [[colourOf(index), name]],
  ),
);
