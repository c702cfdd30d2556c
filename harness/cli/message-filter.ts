/** The flags that select messages of a run, shared by every command that shows some. */

import type { Command } from 'commander';
import {
  type FilterOptions,
  type Link,
  parseLink,
  parseOutcome,
  parseTimeRange,
  parseValue,
  type TimeRange,
} from '../trace/filter.js';

export interface FilterFlags {
  readonly node?: readonly string[];
  readonly link?: readonly Link[];
  readonly type?: readonly string[];
  readonly time?: TimeRange;
  readonly outcome?: readonly string[];
  readonly value?: unknown;
}

export function addFilterFlags(command: Command): void {
  command
    .option(
      '--node <id>',
      'sent by this node or to it; repeatable',
      listOf((text) => text),
    )
    .option('--link <link>', "'n1->n2', or 'n1<->n2' for both directions; repeatable", listOf(parseLink))
    .option(
      '--type <type>',
      'of this type; repeatable',
      listOf((text) => text),
    )
    .option('--time <range>', 'sent in this time: 2s..4.5s, 500ms.., ..3', parseTimeRange)
    .option(
      '--outcome <outcome>',
      'delivered, dropped, under-way, or why it was dropped: partition, loss, ...; repeatable',
      listOf(parseOutcome),
    )
    .option(
      '--value <json>',
      "one value's journey: messages that carry it, and the replies to them",
      parseValue,
    );
}

export function filterOf({ node, link, type, time, outcome, value }: FilterFlags): FilterOptions {
  return { nodes: node, links: link, types: type, time, outcomes: outcome, value };
}

/** For a flag that can be given more than once. */
export function listOf<T>(
  parse: (text: string) => T,
): (text: string, before: readonly T[] | undefined) => readonly T[] {
  return (text, before = []) => [...before, parse(text)];
}
