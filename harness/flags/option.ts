/**
 * How an option of a run is declared: one entry says its schema, its default, its flag, its help, its group and when
 * it has an effect. Each room declares the options that it uses; `options/schema.ts` puts them together.
 */

import type { z } from 'zod';

/** How the text behind a flag is read; `repeated` is a list with one element for each time that the flag is given. */
export type Reading = 'text' | 'number' | 'switch' | 'list' | 'repeated' | 'json';

/** One flag of the command line. */
export interface Flag {
  /** As commander writes it: `-w, --workload <name>`. */
  readonly flags: string;
  /** Its name, without the dashes. */
  readonly name: string;
  readonly reads: Reading;
  readonly help: string;
  readonly group: Group;
}

/** The headings of `--help`, in its order. */
export const GROUPS = ['Load', 'Cluster', 'Network', 'Faults', 'Verdict', 'Output'] as const;
type Group = (typeof GROUPS)[number];

/** A history is only checked, or it is made first. */
export type Purpose = 'run' | 'check';

/** The facts about a run that decide whether an option has an effect. */
export interface Circumstances {
  readonly purpose: Purpose;
  readonly workload: string;
  /** The check of the workload can take long. */
  readonly heavy: boolean;
  readonly runtime: string;
  readonly bin?: string | undefined;
  readonly args: readonly string[];
  readonly 'node-count'?: number | undefined;
  readonly latency: number;
  readonly nemesis: readonly string[];
  readonly faults: readonly { readonly do: string }[];
}

export interface Option<Schema extends z.ZodType = z.ZodType> {
  /** What a value must be, and the default. */
  readonly schema: Schema;
  readonly group: Group;
  /** What `--help` says. The default is added to it. */
  readonly help: string;
  /** What the flag takes, such as `ms`; absent for a switch. */
  readonly takes?: string;
  /** The letter of its short flag. */
  readonly short?: string;
  /** The default in words, if the schema's own value does not say it. */
  readonly usual?: string;
  /** Each time that the flag is given adds to the list. */
  readonly repeated?: true;
  /** Its flags, if that is not one flag of its own name. */
  readonly flags?: readonly OtherFlag[];
  /** What it changes: the run, how the run is judged, or only what is shown and where it is kept. */
  readonly changes: 'run' | 'verdict' | 'view';
  /** A sweep cannot vary it. */
  readonly fixed?: true;
  /** Why it has no effect in this run: a clause behind "has no effect". Undefined if it has one. */
  readonly idle?: (run: Circumstances) => string | undefined;
}

/** A flag whose name is not the option's. */
interface OtherFlag {
  readonly name: string;
  readonly takes: string;
  readonly short?: string;
  readonly reads: Reading;
  readonly help: string;
}

/** Options by name: spelled as on the command line, without the dashes. */
export type Options = Readonly<Record<string, Option>>;

type Shape<Declared extends Options> = { readonly [Name in keyof Declared]: Declared[Name]['schema'] };

/** The values of these options, complete. */
export type Values<Declared extends Options> = z.output<z.ZodObject<Shape<Declared>>>;

/** The schemas alone, as zod's objects take them. */
export function shapeOf<Declared extends Options>(options: Declared): Shape<Declared> {
  const entries = Object.entries(options).map(([name, { schema }]) => [name, schema] as const);
  // `Object.fromEntries` forgets which name has which schema.
  return Object.fromEntries(entries) as Shape<Declared>;
}

/** Has an effect on these workloads only. */
export function onlyOn(...workloads: readonly string[]): NonNullable<Option['idle']> {
  return ({ workload }) => (workloads.includes(workload) ? undefined : `on ${workload}`);
}

/** Has an effect under one of these kinds of fault only; without any, under the nemesis. */
export function onlyUnder(...kinds: readonly string[]): NonNullable<Option['idle']> {
  return ({ nemesis }) => {
    if (kinds.length === 0) return nemesis.length > 0 ? undefined : 'without --nemesis';
    return kinds.some((kind) => nemesis.includes(kind))
      ? undefined
      : `without --nemesis ${kinds.join(' or ')}`;
  };
}
