import { basename, relative, resolve } from 'node:path';
import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import { parseManifest } from '../../server/contract/manifest.ts';
import { slugify } from '../../server/contract/names.ts';
import { shown } from '../../server/contract/shown.ts';
import { TEMPLATE_LABELS, TEMPLATES, type TemplateName } from '../../server/contract/templates.ts';
import { CATEGORIES, type LANGUAGES } from '../../server/contract/vocabulary.ts';
import {
  defaultsOf,
  type FunctionFacts,
  fillTemplate,
  type TemplateDefaults,
} from '../../server/domain/fillTemplate.ts';
import type { CliContext } from '../context.ts';
import { assertAbsent, createFiles, readmeIn } from '../init/createFiles.ts';
import { readTemplate } from '../init/readTemplate.ts';
import { TEST_PACKAGES } from '../init/testPackages.ts';
import { interruptible } from '../interruptible.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { canAsk, createPrompts, noTerminal } from '../prompts.ts';
import { chooseRegistry } from '../registryUrl.ts';
import { shellWord } from '../shellWord.ts';

/** What the command line says about a new function; the rest is asked for on a terminal. */
export interface InitOptions {
  template?: TemplateName | undefined;
  language?: (typeof LANGUAGES)[number] | undefined;
  name?: string | undefined;
  description?: string | undefined;
  category?: string | undefined;
}

/** Writes the files of a new function from a template into a folder, the current one where none is named. */
export async function init(
  dir: string | undefined,
  options: InitOptions,
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const folder = resolve(context.cwd, dir ?? '.');
  const template = options.template ?? (await askForTemplate(context));
  const { language = 'typescript' } = options;
  if (language === 'javascript' && template !== 'function')
    throw new RegistryError('USAGE', `The template "${template}" is written in TypeScript only`);
  const source = await readTemplate(context.builtFiles, template, language);
  const kept = await readmeIn(folder);
  const wanted = (path: string) => path !== 'README.md' || kept === undefined;
  await assertAbsent(folder, [...source.keys()].filter(wanted));
  const facts = await factsOf(options, folder, defaultsOf(source), context);
  const { slug, npmDependencies, files: filled } = fillTemplate(source, facts);
  const files = new Map([...filled].filter(([path]) => wanted(path)));
  const { dryRun = false } = context.flags;
  if (!dryRun) await interruptible(context, (signal) => createFiles(folder, files, signal));

  const shownFolder = relative(context.cwd, folder) || '.';
  const next = [
    ...(shownFolder === '.' ? [] : [`cd ${shellWord(shownFolder)}`]),
    ...(npmDependencies.length > 0 ? [`npm install ${npmDependencies.map(shellWord).join(' ')}`] : []),
    `npm install --save-dev ${TEST_PACKAGES[template].join(' ')}`,
    'npx vitest run',
    'aerostack functions push',
    `aerostack functions publish ${slug}`,
  ];
  for (const path of files.keys()) output.data(shown(shownFolder === '.' ? path : `${shownFolder}/${path}`));
  if (kept !== undefined) output.say(`Kept ${shown(kept)} as it is.`);
  output.say(`${dryRun ? 'Would create' : 'Created'} ${files.size} files. Next:`);
  for (const line of next) output.say(`  ${shown(line)}`);
  output.json({ folder, template, language, slug, files: [...files.keys()], next, dryRun });
}

async function askForTemplate(context: CliContext): Promise<TemplateName> {
  if (context.flags.yes || !canAsk(context)) return 'function';
  return createPrompts(context).choice({
    message: 'What do you start from?',
    flag: '--template',
    options: TEMPLATES.map((value) => ({ value, label: TEMPLATE_LABELS[value] })),
  });
}

/** Asks for what is missing; `--yes` takes what the template and the folder's name say. */
async function factsOf(
  { name, description, category }: InitOptions,
  folder: string,
  defaults: TemplateDefaults,
  context: CliContext,
): Promise<FunctionFacts> {
  const schemaUrl = await schemaUrlOf(context);
  const usual = { name: titleOf(folder), ...defaults };
  const given = { name, description, category };
  if (context.flags.yes) return { ...usual, ...withoutUndefined(given), schemaUrl };
  const missing = Object.entries(given).flatMap(([fact, value]) =>
    value === undefined ? [`--${fact}`] : [],
  );
  if (missing.length > 0 && !canAsk(context)) throw noTerminal(missing, ', or --yes for the usual ones');
  const prompts = createPrompts(context);
  return {
    name:
      name ??
      (await prompts.text({
        message: 'What is it called?',
        flag: '--name',
        ...(usual.name ? { initial: usual.name } : {}),
        check: (text) =>
          slugify(text) === '' ? 'Use ASCII letters or digits in it' : complaintAbout({ name: text }),
      })),
    description:
      description ??
      (await prompts.text({
        message: 'What does it do, in one sentence?',
        flag: '--description',
        check: (text) =>
          text.trim() === '' ? 'One sentence is enough' : complaintAbout({ description: text }),
      })),
    category:
      category ??
      (await prompts.choice({
        message: 'Where does the Hub list it?',
        flag: '--category',
        options: CATEGORIES.map((value) => ({ value, label: value })),
        initial: usual.category,
      })),
    schemaUrl,
  };
}

/** The registry's own copy, where a registry is known: a function may be begun without one. */
async function schemaUrlOf(context: CliContext): Promise<string | undefined> {
  try {
    const { url } = await chooseRegistry(context, await findProject(context.cwd));
    return `${url}/schema/aerostack.json`;
  } catch (error) {
    if (isRegistryError(error, 'USAGE') && context.flags.registry === undefined) return undefined;
    throw error;
  }
}

/** `rate-limiter` as "Rate Limiter". */
function titleOf(folder: string): string {
  const words = slugify(basename(folder)).split('-').filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

function complaintAbout(fields: Record<string, string>): string | undefined {
  try {
    parseManifest(fields);
    return undefined;
  } catch (error) {
    if (isRegistryError(error)) return error.details[0]?.message ?? error.message;
    throw error;
  }
}

function withoutUndefined<T extends object>(value: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as never;
}
