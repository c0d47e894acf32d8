/** A language whose source can be shown in colours. */
export type SourceLanguage =
  | 'typescript'
  | 'tsx'
  | 'javascript'
  | 'jsx'
  | 'json'
  | 'markdown'
  | 'yaml'
  | 'toml'
  | 'sql'
  | 'css'
  | 'html'
  | 'bash';

/** Names of languages as authors write them, and extensions of files, which are much the same. */
const NAMES: Readonly<Record<SourceLanguage, readonly string[]>> = {
  typescript: ['typescript', 'ts', 'mts', 'cts'],
  tsx: ['tsx'],
  javascript: ['javascript', 'js', 'mjs', 'cjs', 'node'],
  jsx: ['jsx'],
  json: ['json', 'jsonc', 'json5'],
  markdown: ['markdown', 'md', 'mdx'],
  yaml: ['yaml', 'yml'],
  toml: ['toml'],
  sql: ['sql', 'sqlite', 'postgres', 'postgresql'],
  css: ['css'],
  html: ['html', 'htm', 'svg', 'xml'],
  bash: ['bash', 'sh', 'shell', 'zsh', 'shellscript'],
};

const BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([language, names]) =>
    names.map((name): [string, SourceLanguage] => [name, language as SourceLanguage]),
  ),
);

/** The language of a name such as `ts` or `Shell`, as in the info of a fenced block; nothing for others. */
export function languageNamed(name: string): SourceLanguage | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** The language of a file by its name; nothing for those that stay plain text. */
export function languageOfPath(path: string): SourceLanguage | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : languageNamed(path.slice(dot + 1));
}
