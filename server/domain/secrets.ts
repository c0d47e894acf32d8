import type { Diagnostic } from '../contract/answers.ts';
import { textOf } from './fileContent.ts';
import type { FunctionFiles } from './gitObjects.ts';

const SHAPES: readonly [name: string, pattern: RegExp][] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20}/],
  ['a Stripe secret key', /\b[rs]k_live_[A-Za-z0-9]{20}/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{20}/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}/],
  ['an Anthropic or OpenAI key', /\bsk-(?:ant-|proj-)[A-Za-z0-9_-]{20}/],
  ['a SendGrid key', /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/],
  ['a key of this registry', /\bac_[A-Za-z0-9_-]{43}/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
];

/** Finds texts of the shapes of well-known keys, at most one a line; severity `error`, code `SECRET`. */
export function findSecrets(files: FunctionFiles): Diagnostic[] {
  return [...files].flatMap(([path, content]) => {
    const lines = textOf(content)?.split('\n') ?? [];
    return lines.flatMap((text, index) => {
      for (const [name, pattern] of SHAPES) {
        const at = text.search(pattern);
        if (at >= 0) return [secretAt(path, index + 1, at + 1, name)];
      }
      return [];
    });
  });
}

function secretAt(path: string, line: number, column: number, name: string): Diagnostic {
  const message = `This looks like ${name}; read it from an environment variable instead, and revoke it if it is real.`;
  return { path, line, column, severity: 'error', code: 'SECRET', message };
}
