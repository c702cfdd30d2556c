/** A JSON Schema, as zod makes it of an option, as a TypeScript type. */

/** The part of a schema that options use. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** Lists and objects are read-only. */
export function typeOfSchema(schema: JsonSchema): string {
  const { type, items, properties, required = [] } = schema;
  const words = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (words !== undefined) return words.map((word) => `'${String(word)}'`).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOfSchema).join(' | ');
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return type;
    case 'array': {
      const element = typeOfSchema(items ?? {});
      return `readonly ${/^\w+$/.test(element) ? element : `(${element})`}[]`;
    }
    case 'object':
      return properties === undefined
        ? 'Readonly<Record<string, unknown>>'
        : `{ ${Object.entries(properties)
            .map(
              ([name, each]) =>
                `readonly ${name}${required.includes(name) ? '' : '?'}: ${typeOfSchema(each)}`,
            )
            .join('; ')} }`;
    default:
      return 'unknown';
  }
}
