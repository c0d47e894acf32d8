/** The part of JSON Schema that the contract's documents use. */
export interface FieldSchema {
  type?: string | string[];
  enum?: readonly unknown[];
  const?: unknown;
  description?: string;
  properties?: Record<string, FieldSchema>;
  required?: readonly string[];
  items?: FieldSchema;
  additionalProperties?: FieldSchema | boolean;
  anyOf?: readonly FieldSchema[];
}

/** The fields of an object, nested as the object is. */
export function SchemaFields({ schema }: { schema: FieldSchema }) {
  const { properties, required = [] } = objectIn(schema) ?? {};
  if (!properties) return null;
  return (
    <ul class="fields">
      {Object.entries(properties).map(([name, field]) => (
        <li key={name}>
          <code>{name}</code> <span class="muted">{typeOf(field)}</span>
          {required.includes(name) && <span class="muted">, always</span>}
          {field.description && <span>. {field.description}</span>}
          <SchemaFields schema={field} />
        </li>
      ))}
    </ul>
  );
}

/** The object a schema stands for: itself, or what its array holds. */
function objectIn(schema: FieldSchema): FieldSchema | undefined {
  if (schema.properties) return schema;
  return schema.items ? objectIn(schema.items) : undefined;
}

function typeOf({
  type,
  enum: values,
  const: only,
  items,
  additionalProperties,
  anyOf,
}: FieldSchema): string {
  if (only !== undefined) return JSON.stringify(only);
  if (values) return values.map((value) => JSON.stringify(value)).join(' or ');
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (items) return `list of ${typeOf(items)}`;
  if (type === 'object' && typeof additionalProperties === 'object')
    return `object of ${typeOf(additionalProperties)}`;
  return [type ?? 'anything'].flat().join(' or ');
}
