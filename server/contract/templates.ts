/** The names of the templates of new functions. */
export const TEMPLATES = ['function', 'route', 'adapter'] as const;
/** A kind of function to start from. */
export type TemplateName = (typeof TEMPLATES)[number];

/** What each template is, as people read it when they choose. */
export const TEMPLATE_LABELS: Readonly<Record<TemplateName, string>> = {
  function: 'A function that other code calls',
  route: 'A Hono route that an app mounts',
  adapter: 'Logic, table and route apart, so that each can be exchanged (Universal Adapter)',
};

/** The folders of the built templates, one for each language that a template is written in. */
export const TEMPLATE_FOLDERS = ['function-typescript', 'function-javascript', 'route', 'adapter'] as const;
/** The name of such a folder. */
export type TemplateFolder = (typeof TEMPLATE_FOLDERS)[number];

/** The folder of a template in a language; only `function` is written in both. */
export function templateFolder(
  template: TemplateName,
  language: 'typescript' | 'javascript',
): TemplateFolder {
  return template === 'function' ? `function-${language}` : template;
}
