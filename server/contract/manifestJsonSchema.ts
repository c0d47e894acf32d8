import * as z from 'zod';
import { manifestSchema } from './manifest.ts';

/** The JSON Schema of aerostack.json (draft 2020-12), for editors; keys it does not know are allowed, as in a push. */
export function manifestJsonSchema(id: string): Record<string, unknown> {
  const schema = z.toJSONSchema(manifestSchema, { io: 'input' });
  return {
    ...schema,
    $id: id,
    title: 'aerostack.json',
    description: 'What a function is called, needs and offers.',
    additionalProperties: true,
  };
}
