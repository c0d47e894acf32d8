import type { Diagnostic } from '../../server/contract/answers.ts';
import { isRegistryError, type RegistryError } from '../../server/contract/errors.ts';
import { MANIFEST_PATH, parseManifest, slugOf } from '../../server/contract/manifest.ts';
import { parseJson } from '../../server/contract/plainJson.ts';
import type { Api } from './api.ts';
import { contentsOf, type Files } from './files.ts';

const WAIT_MS = 600;

/** What the registry says of the files as they are now, or why it could not be asked. */
export type Findings =
  | { readonly kind: 'found'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Asks the registry, a moment after each change, what it finds in the files; only the answer to the last question
 * counts. Gives the function to call after each change.
 */
export function createRegistryChecks(
  api: Api,
  files: () => Files,
  told: (findings: Findings) => void,
): () => void {
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    round += 1;
    const mine = round;
    const findings = await findingsOf(api, files());
    if (mine === round) told(findings);
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), WAIT_MS);
  };
}

async function findingsOf(api: Api, files: Files): Promise<Findings> {
  try {
    // Of what the registry would refuse as a whole nothing else can be found.
    const manifest = files.get(MANIFEST_PATH);
    if (manifest?.kind === 'text') slugOf(parseManifest(parseJson(manifest.text, MANIFEST_PATH)));
    const { diagnostics } = await api.client.validateFiles({ body: contentsOf(files) });
    return { kind: 'found', diagnostics };
  } catch (error) {
    if (!isRegistryError(error) || error.status >= 500 || error.status === 401)
      return { kind: 'failed', why: isRegistryError(error) ? error.message : String(error) };
    return { kind: 'found', diagnostics: refusalAsFindings(error) };
  }
}

/** What the registry refuses as a whole is an error of the files that it names. */
function refusalAsFindings({ code, message, hint, details }: RegistryError): Diagnostic[] {
  const named = details.filter(({ path }) => path !== undefined && path !== '');
  const all = named.length > 0 ? named : [{ message: `${message}. ${hint}`, path: pathNamedBy(code) }];
  return all.map((detail) => ({
    ...{ path: detail.path ?? '', line: 0, column: 0 },
    ...{ severity: 'error', code, message: detail.message },
  }));
}

function pathNamedBy(code: string): string {
  return code === 'INVALID_MANIFEST' || code === 'INVALID_JSON' ? 'aerostack.json' : '';
}
