import type { Diagnostic, Versions } from '../../server/contract/answers.ts';
import { MANIFEST_PATH } from '../../server/contract/manifest.ts';
import type { FunctionContent } from '../../server/domain/functionTree.ts';

/** Warns of content that differs from what is published, and states a version that is published: its release would fail. */
export function staleVersion(
  { manifest }: FunctionContent,
  published: Versions['versions'],
): Diagnostic | undefined {
  const { version } = manifest;
  if (version === undefined || !published.some((one) => one.version === version)) return undefined;
  return {
    path: MANIFEST_PATH,
    line: 0,
    column: 0,
    severity: 'warning',
    code: 'VERSION_EXISTS',
    message: `${version} is published already with other content, so that a release of this would fail; raise "version" before it.`,
  };
}
