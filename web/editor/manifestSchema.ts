import { MANIFEST_PATH } from '../../server/contract/manifest.ts';
import type { Monaco } from './loadMonaco.ts';

const SCHEMA = '/schema/aerostack.json';

/** Lets the editor complete the keys of aerostack.json; without the schema it only checks that it is JSON. */
export async function loadManifestSchema({ json }: Monaco): Promise<void> {
  const options = {
    validate: true,
    allowComments: false,
    schemaRequest: 'ignore',
    enableSchemaRequest: false,
  } as const;
  const response = await fetch(SCHEMA);
  const schema: unknown = response.ok ? await response.json() : {};
  json.jsonDefaults.setDiagnosticsOptions({
    ...options,
    // The registry's own findings say what does not fit, in its words.
    schemaValidation: 'ignore',
    schemas: [
      { uri: new URL(SCHEMA, location.origin).href, fileMatch: [`file:///${MANIFEST_PATH}`], schema },
    ],
  });
}
