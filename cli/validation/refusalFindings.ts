import type { Diagnostic } from '../../server/contract/answers.ts';
import type { ErrorDetail, RegistryError } from '../../server/contract/errors.ts';
import { MANIFEST_PATH } from '../../server/contract/manifest.ts';
import { error } from '../../server/domain/finding.ts';
import { manifestErrorPlace, manifestPlaces } from '../../server/domain/manifestPlaces.ts';
import { type Place, WHOLE_FILE } from '../../server/domain/syntaxNodes.ts';

/** What a registry would refuse to store, as findings with the places that can be known. */
export function refusalFindings(refusal: RegistryError, manifest: Uint8Array | undefined): Diagnostic[] {
  const { code, details, message } = refusal;
  const files = new Map(manifest ? [[MANIFEST_PATH, manifest] as const] : []);
  if (code === 'INVALID_MANIFEST' && details.length > 0) {
    const places = manifestPlaces(files);
    return details.map(({ message }) =>
      error(MANIFEST_PATH, places(...fieldOf(message)), code, sentence(message, refusal)),
    );
  }
  const detail = details[0];
  const place = code === 'INVALID_JSON' ? manifestErrorPlace(files) : placeIn(detail);
  return [error(detail?.path ?? MANIFEST_PATH, place, code, sentence(message, refusal))];
}

/** `npmDependencies.0: must be…` is about the first element of a list. */
function fieldOf(message: string): (string | number)[] {
  const [field = ''] = message.split(':');
  return field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function placeIn(detail: ErrorDetail | undefined): Place {
  return detail?.line ? { line: detail.line, column: detail.column ?? 1 } : WHOLE_FILE;
}

function sentence(message: string, { hint }: RegistryError): string {
  return `${message.replace(/\.$/, '')}. ${hint}`;
}
