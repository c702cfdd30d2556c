/** `report.html`: a stored run as one self-contained page, made from the files in its folder. */

import { statSync } from 'node:fs';
import path from 'node:path';
import { readFaults, reported } from '../faults/faults.js';
import type { History } from '../operations/history.js';
import { completeOptions, type TestOptions } from '../options/schema.js';
import { htmlDocument } from '../page/document.js';
import { isFinished, isUnfinished, recheck, storedOptions } from '../verdict/recheck.js';
import { readHistory } from '../store/history-reader.js';
import { nameOf } from '../store/history-input.js';
import { readJournal } from '../store/journal-reader.js';
import { writeWhole } from '../store/store.js';
import { findRun, isStream, type StoredRun } from '../store/stored-run.js';
import { VALUE_LAYOUTS } from '../trace/value-layouts.js';
import { UsageError } from '../errors/usage-error.js';
import { faultSpans } from './fault-spans.js';
import { findingsOf } from '../findings/findings.js';
import { runSummary } from '../findings/run-summary.js';
import { readResults, type StoredResults } from '../verdict/stored-results.js';
import { MessageColumns } from './message-columns.js';
import { OperationColumns } from './operation-columns.js';
import { options, overview, type Run, titleOf } from './overview.js';
import { picturesOf } from './pictures/pictures-of.js';
import { PICTURE_STYLE } from './pictures/style.js';
import type { ReportData } from './report-data.js';
import { REPORT_STYLE } from './style.js';
import { ValueColumns } from './value-columns.js';
import { workspace } from './workspace.js';

const REPORT = 'report.html';

/**
 * Writes the page into the run's folder, and returns its path. A history in memory need not be read again. Throws a
 * UsageError if there is no run, or a damaged one.
 */
export async function writeReport(
  place: string,
  known?: History,
): Promise<{ readonly file: string; readonly bytes: number }> {
  if (isStream(place))
    throw new UsageError(
      `report: expected a run's folder, in which the page is written, got ${nameOf(place)}`,
    );
  const stored = findRun(place);
  const file = path.join(path.dirname(stored.history), REPORT);
  writeWhole(file, await reportOf(stored, known));
  return { file, bytes: statSync(file).size };
}

async function reportOf(stored: StoredRun, known?: History): Promise<string> {
  const whole = !isUnfinished(stored);
  const history = known ?? (await readHistory(stored.history, { whole }));
  const results = await resultsOf(stored);
  const told = optionsOf(stored);
  const messages = new MessageColumns(history);
  if (stored.journal !== undefined)
    for await (const event of readJournal(stored.journal, { whole })) messages.see(event);
  const nodes = told?.nodes ?? [];
  const operations = new OperationColumns(history);
  const workload = told?.workload ?? stored.kind;
  const values = new ValueColumns(workload, history);
  const endpoints = messages.endpoints(nodes);
  const end = Math.max(messages.end, operations.end);
  const faults = told === undefined ? [] : readFaults(history, told);
  // A run that was interrupted has no results that name its faults.
  const summary = runSummary({ test: stored.test, results: { faults: faults.map(reported), ...results } });
  const findings = findingsOf(summary, history);
  const attachments = messages.elements(nodes) + operations.elements() + values.elements();
  const data: ReportData = {
    workload,
    endpoints,
    types: messages.types.all,
    outcomes: messages.outcomes.all,
    causes: messages.causes.all,
    functions: operations.functions.all,
    faults: faultSpans(faults, endpoints, end),
    end,
    messages: { length: messages.length, ...messages.bodies.firsts },
    operations: { length: operations.length, ...operations.texts.firsts },
    values: { length: values.length, ...values.texts.firsts },
    findings,
    pictures: picturesOf(summary.findings, history),
    valueLayouts: VALUE_LAYOUTS,
  };
  const run: Run = {
    workload,
    test: stored.test,
    summary,
    nodes: told?.nodes ?? nodesIn(data),
    name: path.basename(path.dirname(stored.history)),
  };
  return htmlDocument({
    title: titleOf(run),
    style: `${REPORT_STYLE}${PICTURE_STYLE}`,
    script: new URL('./browser.js', import.meta.url),
    data,
    attachments,
    body: `${overview(run, findings)}\n${workspace(data)}\n${options(run, summary.repeat)}`,
  });
}

/** What it was judged. A history of elsewhere, such as Maelstrom's, is judged now, where its folder says what it is of. */
async function resultsOf(stored: StoredRun): Promise<StoredResults> {
  if (isFinished(stored) || Object.keys(stored.test).length > 0) return readResults(stored.results) ?? {};
  try {
    return (await recheck(stored.history)).results;
  } catch (error) {
    if (error instanceof UsageError) return {};
    throw error;
  }
}

/** The options it was made with, as far as this version knows them; undefined if they are not known. */
function optionsOf(stored: StoredRun): TestOptions | undefined {
  if (Object.keys(stored.test).length === 0) return undefined;
  try {
    return completeOptions({ workload: stored.kind, ...storedOptions(stored) });
  } catch {
    return undefined;
  }
}

function nodesIn({ endpoints }: ReportData): readonly string[] {
  return endpoints.filter(({ kind }) => kind === 'node').map(({ name }) => name);
}
