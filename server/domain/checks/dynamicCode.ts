import type { Diagnostic } from '../../contract/answers.ts';
import { warning } from '../finding.ts';
import type { Inspection } from '../inspection.ts';

/** No text is run as code: several runtimes refuse it, and whoever can write the text can run anything. */
export function checkDynamicCode({ sources }: Inspection): Diagnostic[] {
  return [...sources].flatMap(([path, facts]) =>
    facts.dynamicCode.map(({ called, place }) => {
      const message = `Do not run text as code with ${called}: Workers refuse it, and it is hard to keep safe.`;
      return warning(path, place, 'DYNAMIC_CODE', message);
    }),
  );
}
