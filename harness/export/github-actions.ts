/**
 * The additional output of a command under GitHub Actions: annotations, and a summary in the step's summary file.
 * Does nothing elsewhere.
 */

import { appendFileSync } from 'node:fs';
import { messageOf } from '../errors/message-of.js';
import { explain } from '../errors/explain-error.js';
import { annotation, fewOf, githubAnnotations, githubSummary, markdown, table } from './github.js';
import type { RunReport } from '../findings/run-report.js';
import type { ReportEntry, Reporter } from '../replay/reporters/reporter.js';

export interface Told {
  readonly summary: Iterable<string>;
  readonly annotations: readonly string[];
}

/** Does nothing outside GitHub Actions: `make` is not called there. */
export function tellGitHub(make: () => Told, out: NodeJS.WritableStream = process.stdout): void {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return;
  const { summary, annotations } = make();
  for (const line of annotations) out.write(`${line}\n`);
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, `${[...summary].join('\n')}\n`);
  } catch (error) {
    // The verdict is what counts, and it stands.
    process.stderr.write(`eddy: the step's summary cannot be written: ${messageOf(error)}\n`);
  }
}

export function toldOf(report: RunReport): Told {
  return { summary: githubSummary(report), annotations: githubAnnotations(report) };
}

/** Reports a run that reached no verdict. */
export function toldOfCrash(title: string, error: unknown): Told {
  const problem = explain(error);
  const [first = ''] = problem.split('\n');
  return {
    summary: [`### ❌ ${markdown(title)}: CRASHED`, '', markdown(first), ''],
    annotations: [annotation('error', { title: `${title}: crashed` }, problem)],
  };
}

/** A reporter that passes every entry on, and keeps the failed ones. */
export class ReplayNotes {
  readonly #failed: ReportEntry[] = [];
  #counts = '';
  #left = 0;

  around(reporter: Reporter): Reporter {
    return {
      begin: (total) => reporter.begin(total),
      entry: (entry) => {
        if (entry.status === 'failed') this.#failed.push(entry);
        reporter.entry(entry);
      },
      end: (summary) => {
        const { passed, failed, left = 0 } = summary;
        this.#counts = `${passed} passed, ${failed} failed${left === 0 ? '' : `, ${left} not played (interrupted)`}`;
        this.#left = left;
        reporter.end(summary);
      },
    };
  }

  told(): Told {
    const failed = this.#failed;
    const mark = failed.length > 0 ? '❌' : this.#left > 0 ? '⚠️' : '✅';
    const rows = failed
      .slice(0, SHOWN)
      .map(({ file, line, title, problem = '' }) => [
        markdown(`${file}:${line}`),
        markdown(title),
        markdown(problem),
      ]);
    const more = failed.length > SHOWN ? [`and ${failed.length - SHOWN} more`, ''] : [];
    return {
      summary: [
        `### ${mark} eddy replay: ${this.#counts}`,
        '',
        ...(rows.length === 0 ? [] : table(['fixture', 'name', 'problem'], rows)),
        ...more,
      ],
      annotations: fewOf(
        failed.map(({ file, line, title, problem = '' }) =>
          annotation('error', { file, line: String(line), title }, problem),
        ),
      ),
    };
  }
}

const SHOWN = 50;
