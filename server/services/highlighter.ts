import { createHighlighterCore } from 'shiki/core';
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
import { EncodedTokenMetadata, INITIAL, type StateStack } from 'shiki/textmate';
import type { SourceLanguage } from '../domain/sourceLanguage.ts';
import { CLASS_OF_COLOUR, THEME } from './highlightTheme.ts';

/** Source in HTML, one element a line. */
export interface Highlighted {
  /** Of the beginning, where there was no time for all of it, or it was nested too deep. */
  readonly lines: readonly string[];
  /** Whether another time there may be more. */
  readonly ranOut: boolean;
}

/** Puts source in HTML for so many milliseconds, 500 by default. */
export type HighlightLines = (code: string, language: SourceLanguage, milliseconds?: number) => Highlighted;

/** A longer line stays plain: rules for what comes next look far ahead, again for each character. */
const MAX_LINE = 1_000;
const MILLISECONDS = 500;
const GRAMMARS = { typescript, tsx, javascript, jsx, json, markdown, yaml, toml, sql, css, html, bash };

/**
 * Loads the grammars, which takes a good part of a second. How long they may go on is no hard bound: a single rule can
 * take long on a hostile line.
 */
export async function loadHighlighter(): Promise<HighlightLines> {
  const highlighter = await createHighlighterCore({
    themes: [THEME],
    langs: Object.values(GRAMMARS),
    engine: createOnigurumaEngine(import('shiki/wasm')),
  });
  const { colorMap } = highlighter.setTheme(THEME.name);

  return (code, language, milliseconds = MILLISECONDS) => {
    const grammar = highlighter.getLanguage(language);
    const end = performance.now() + milliseconds;
    const lines: string[] = [];
    let state: StateStack = INITIAL;
    for (const line of code.split('\n')) {
      const left = end - performance.now();
      if (left <= 0) return { lines, ranOut: true };
      if (line.length > MAX_LINE) {
        lines.push(escaped(line));
        continue;
      }
      try {
        const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine2(line, state, left);
        // What follows would be taken for more of what the line had begun.
        if (stoppedEarly) return { lines, ranOut: true };
        lines.push(lineHtml(line, tokens, colorMap));
        state = ruleStack;
      } catch (error) {
        // The rules' recursion uses up the stack, in WebAssembly too.
        if (error instanceof RangeError) return { lines, ranOut: false };
        throw error;
      }
    }
    return { lines, ranOut: false };
  };
}

/** `tokens` are pairs: where one starts, and what is known of it. Neighbours of one class are put together. */
function lineHtml(line: string, tokens: Uint32Array, colorMap: readonly string[]): string {
  const parts: { name: string | undefined; text: string }[] = [];
  for (let at = 0; at < tokens.length; at += 2) {
    const text = line.slice(tokens[at], tokens[at + 2] ?? line.length);
    const colour = colorMap[EncodedTokenMetadata.getForeground(tokens[at + 1]!)] ?? '';
    const name = text.trim() === '' ? undefined : CLASS_OF_COLOUR.get(colour.toLowerCase());
    const last = parts.at(-1);
    if (last && last.name === name) last.text += text;
    else parts.push({ name, text });
  }
  return parts
    .map(({ name, text }) =>
      name === undefined ? escaped(text) : `<span class="${name}">${escaped(text)}</span>`,
    )
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
