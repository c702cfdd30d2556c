/** The words that an option accepts, from its schema. */

import { z } from 'zod';

/** Those of an enumeration, or of a list of such; empty if the option accepts anything else. */
export function enumWords(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return enumWords(inner(schema.unwrap()));
  if (schema instanceof z.ZodArray) return enumWords(inner(schema.element));
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

/** Zod's core type has no methods; every schema that is made here has them. */
function inner(schema: unknown): z.ZodType {
  return schema instanceof z.ZodType ? schema : z.unknown();
}
