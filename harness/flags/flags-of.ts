/** The flags of an option, made from its entry. */

import { z } from 'zod';
import type { Flag, Option, Options, Reading } from './option.js';

/** The flags of all these options, in their order. */
export function flagsOf(options: Options): readonly Flag[] {
  return Object.entries(options).flatMap(([name, option]) => flagsOfOne(name, option));
}

function flagsOfOne(name: string, option: Option): readonly Flag[] {
  const { group, help } = option;
  const others = (option.flags ?? []).map((other) => ({
    ...other,
    group,
    flags: spelled(other.name, other),
  }));
  if (option.takes === undefined && option.flags !== undefined) return others;
  const reads = readingOf(option);
  const usual = option.usual ?? usualOf(option.schema);
  const text = `${help}${option.repeated === true ? ' (repeatable)' : ''}${usual === undefined ? '' : `; default ${usual}`}`;
  return [{ name, reads, group, help: text, flags: spelled(name, option) }, ...others];
}

function spelled(
  name: string,
  { short, takes }: { readonly short?: string; readonly takes?: string },
): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${takes === undefined ? '' : ` <${takes}>`}`;
}

/** How the text of an option is read, from its schema. */
export function readingOf({ schema, repeated }: Option): Reading {
  const type = innermost(schema);
  if (type instanceof z.ZodArray) return repeated === true ? 'repeated' : 'list';
  if (type instanceof z.ZodBoolean) return 'switch';
  // A text that is no number stays a text: a union has words beside numbers.
  if (type instanceof z.ZodNumber || type instanceof z.ZodUnion) return 'number';
  return type instanceof z.ZodRecord ? 'json' : 'text';
}

function usualOf(schema: z.ZodType): string | undefined {
  if (!(schema instanceof z.ZodDefault)) return undefined;
  const value: unknown = schema.def.defaultValue;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.join(',');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function innermost(schema: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return innermost(schema.unwrap());
  return schema;
}
