import { Octokit } from '@octokit/rest';
import { RegistryError } from '../../server/contract/errors.ts';
import { quote } from '../../server/contract/names.ts';
import { githubRefusal } from '../../server/domain/githubRefusal.ts';
import type { CliContext } from '../context.ts';
import { patientFetch } from '../http/patientFetch.ts';
import { PERSONS_PATIENCE } from '../http/retryingFetch.ts';

/** GitHub's API, and where it is. */
export interface Github {
  readonly octokit: Octokit;
  readonly apiUrl: string;
  readonly hasToken: boolean;
  /** Runs requests about something; what GitHub refuses arrives as an error that says what it means. */
  ask<T>(what: string, requests: (octokit: Octokit) => Promise<T>): Promise<T>;
}

const PUBLIC_API = 'https://api.github.com';
/** Beyond what a person's registry is asked again for: GitHub answers 500 now and then. */
const PATIENCE = { ...PERSONS_PATIENCE, busy: new Set([...PERSONS_PATIENCE.busy, 500]) };
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Opens GitHub's API: that of an Enterprise server where an option or `GITHUB_API_URL` names one. */
export function openGithub(context: CliContext, named: string | undefined): Github {
  const apiUrl = parseApiUrl(named ?? (context.env.GITHUB_API_URL || PUBLIC_API));
  const token = context.env.GITHUB_TOKEN || context.env.GH_TOKEN || undefined;
  const octokit = new Octokit({
    baseUrl: apiUrl,
    log: SILENT,
    userAgent: `aerostack/${context.version}`,
    request: { fetch: patientFetch(context, apiUrl, PATIENCE) },
    ...(token ? { auth: token } : {}),
  });
  return {
    octokit,
    apiUrl,
    hasToken: token !== undefined,
    async ask(what, requests) {
      try {
        return await requests(octokit);
      } catch (error) {
        throw githubRefusal(error, what);
      }
    },
  };
}

function parseApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash)
    return url.href.replace(/\/+$/, '');
  throw new RegistryError('USAGE', `${quote(text)} is not the URL of GitHub's API`, {
    hint: 'Give it as https://github.example.org/api/v3.',
  });
}
