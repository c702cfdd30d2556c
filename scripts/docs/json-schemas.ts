/** schemas/: JSON Schemas of the files that people write and programs read, for editors and validators. */

import { z } from 'zod';
import { OPTIONS, testOptions } from '../../harness/options/schema.js';
import { scheduleSchema } from '../../harness/options/schedule-file.js';
import { scenarioSchema } from '../../harness/replay/scenario-file.js';
import { resultsSchema } from '../../harness/verdict/stored-results.js';
import type { Option } from '../../harness/flags/option.js';
import { sentence } from './markdown.js';

/** A schema, as zod makes it. */
type Schema = Readonly<Record<string, unknown>>;

/** By file name without its ending. */
const SCHEMAS: Readonly<Record<string, () => Schema>> = {
  test: () => ({ ...described(made(testOptions)), title: 'Options of a test of Eddy' }),
  schedule: () => ({ ...made(scheduleSchema), title: 'Faults at fixed times' }),
  scenario: () => {
    const scenario = made(scenarioSchema);
    const { $schema: _, ...options } = described(made(testOptions));
    return {
      ...scenario,
      properties: { ...(scenario['properties'] as Schema), options },
      title: 'A run of a cluster and its expected verdict',
    };
  },
  results: () => ({ ...made(resultsSchema, 'output'), title: 'The results of a run' }),
};

/** The names of the schemas. */
export const SCHEMA_NAMES: readonly string[] = Object.keys(SCHEMAS);

/** The text of `schemas/NAME.schema.json`. */
export function jsonSchemaPage(name: string): string {
  return `${JSON.stringify(SCHEMAS[name]?.(), null, 2)}\n`;
}

function made(schema: z.ZodType, io: 'input' | 'output' = 'input'): Schema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' });
}

/** Each option with its help text. */
function described(schema: Schema): Schema {
  const properties = Object.entries(schema['properties'] as Readonly<Record<string, Schema>>);
  const options: Readonly<Record<string, Option>> = OPTIONS;
  return {
    ...schema,
    properties: Object.fromEntries(
      properties.map(([name, each]) => [
        name,
        { description: sentence(options[name]?.help ?? name), ...each },
      ]),
    ),
  };
}
