/** What the tests of replaying share: lines of fixtures, and a replay that remembers what it told. */

import path from 'node:path';
import { replay, type ReplayOptions } from '../../../harness/replay/replay.js';
import type { ReportEntry, ReplaySummary } from '../../../harness/replay/reporters/reporter.js';

export const INIT =
  '{"src":"c0","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1"]}}';
export const INIT_OK = '{"src":"n1","dest":"c0","body":{"type":"init_ok","in_reply_to":1,"msg_id":0}}';
export const ECHO = '{"src":"c1","dest":"n1","body":{"type":"echo","msg_id":2,"echo":"hi"}}';
export const ECHO_OK =
  '{"src":"n1","dest":"c1","body":{"type":"echo_ok","echo":"hi","in_reply_to":2,"msg_id":1}}';

export async function play(
  options: ReplayOptions,
): Promise<{ summary: ReplaySummary; entries: ReportEntry[] }> {
  const entries: ReportEntry[] = [];
  let total = -1;
  const summary = await replay(options, {
    begin(count) {
      total = count;
    },
    entry: (entry) => entries.push(entry),
    end() {
      if (total !== entries.length) throw new Error(`${total} were announced, ${entries.length} came`);
    },
  });
  return { summary, entries };
}

export const told = (entries: readonly ReportEntry[]): string[] =>
  entries.map((entry) => `${path.basename(entry.file)}: ${entry.title}: ${entry.status}`);
