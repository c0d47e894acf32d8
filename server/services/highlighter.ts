import { createHighlighterCore, type ThemedToken } from 'shiki/core';
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import bash from 'shiki/langs/bash.mjs';
import css from 'shiki/langs/css.mjs';
import html from 'shiki/langs/html.mjs';
import javascript from 'shiki/langs/javascript.mjs';
import json from 'shiki/langs/json.mjs';
import jsx from 'shiki/langs/jsx.mjs';
import markdown from 'shiki/langs/markdown.mjs';
import sql from 'shiki/langs/sql.mjs';
import toml from 'shiki/langs/toml.mjs';
import tsx from 'shiki/langs/tsx.mjs';
import typescript from 'shiki/langs/typescript.mjs';
import yaml from 'shiki/langs/yaml.mjs';
import type { SourceLanguage } from '../domain/sourceLanguage.ts';
import { CLASS_OF_COLOUR, THEME } from './highlightTheme.ts';

/** Puts source in HTML, one element of the list a line; throws for what is nested too deep. */
export type HighlightLines = (code: string, language: SourceLanguage) => string[];

/** A longer line stays plain: rules for what comes next look far ahead, again for each character. */
const MAX_LINE = 1_000;
const GRAMMARS = { typescript, tsx, javascript, jsx, json, markdown, yaml, toml, sql, css, html, bash };

/**
 * Loads the grammars, which takes a good part of a second. Its work has no bounds that hold in all cases: hostile code
 * can keep it busy for minutes, or use up the stack.
 */
export async function loadHighlighter(): Promise<HighlightLines> {
  const highlighter = await createHighlighterCore({
    themes: [THEME],
    langs: Object.values(GRAMMARS),
    engine: createOnigurumaEngine(import('shiki/wasm')),
  });
  return (code, lang) =>
    highlighter
      .codeToTokensBase(code, { lang, theme: THEME.name, tokenizeMaxLineLength: MAX_LINE })
      .map((line) => line.map(tokenHtml).join(''));
}

function tokenHtml({ content, color }: ThemedToken): string {
  const text = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const kind = CLASS_OF_COLOUR.get(color?.toLowerCase() ?? '');
  return kind === undefined || content.trim() === '' ? text : `<span class="${kind}">${text}</span>`;
}
