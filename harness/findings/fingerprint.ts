/**
 * What kind of failure a run is: the checker that objects, the anomaly, and the part that it concerns. Two runs with the
 * same defect have the same fingerprint, whatever their seeds, nodes, values and times are.
 *
 * It is stable: the same results give the same text in every version with the same major number. It is a label to
 * group failures by, and decides nothing.
 */

import { FORGIVEN } from '../checkers/index.js';
import { type DiagnosisKind, isRemark } from '../diagnosis/index.js';
import { isOperation } from '../operations/history.js';
import type { CheckerFinding } from './checker-findings.js';
import type { RunSummary } from './run-summary.js';

/** Each field is a word of lower-case letters, digits and hyphens. */
export interface Fingerprint {
  /** The workload, or `node`, `start`, `stats`, `availability`, `expect`, `coverage`, `run`. */
  readonly checker: string;
  /** What was wrong: `lost`, `not-linearizable`, `g1a`, `deadlock`, `keyerror`, `msgs-per-op`. */
  readonly anomaly: string;
  /** What it concerns: the function of a client operation, a cause in the network; `any` if it is nothing in particular. */
  readonly role: string;
}

/** Undefined of a valid run without a death. */
export function fingerprint(summary: RunSummary): Fingerprint | undefined {
  const { valid, crashed, error, workload = 'run', nodes } = summary;
  if (valid === true && crashed.length === 0) return undefined;
  const never = neverSucceeded(summary);
  const [first] = [
    ...(crashed.length > 0 ? [ofDiagnosis(summary, 'crashed')] : []),
    ...(error === undefined ? [] : [mark('start', withoutNames(error, nodes))]),
    ...never.filter((each) => !isByItself(each)),
    ...summary.findings.toSorted(byWeight).flatMap((finding) => ofFinding(finding, workload) ?? []),
    ...demands(summary),
    ...never,
    ...summary.diagnoses.filter(({ isFailure }) => isFailure).map(({ kind }) => ofDiagnosis(summary, kind)),
  ];
  return first ?? mark('run', summary.isInterrupted ? 'interrupted' : summary.verdict);
}

/**
 * Whether a sound program can fail so in a run that is too short or too broken: requests that were all refused or lost, such as
 * compare-and-sets of a key that nobody has written.
 */
export function isByItself({ checker, anomaly }: Fingerprint): boolean {
  return checker === 'stats' && (anomaly === 'error-replies' || anomaly === 'never-ok');
}

/** One word: `broadcast/lost/any`. */
export function fingerprintText({ checker, anomaly, role }: Fingerprint): string {
  return `${checker}/${anomaly}/${role}`;
}

/** The most telling kind of finding comes first. */
const WEIGHTS: readonly CheckerFinding['kind'][] = [
  'lost',
  'repeated',
  'register',
  'keys',
  'log',
  'anomalies',
  'mismatches',
  'thrown',
  'checker',
  'coverage',
];

function byWeight(a: CheckerFinding, b: CheckerFinding): number {
  return WEIGHTS.indexOf(a.kind) - WEIGHTS.indexOf(b.kind);
}

function ofFinding(finding: CheckerFinding, workload: string): Fingerprint | undefined {
  switch (finding.kind) {
    case 'lost':
      return mark(workload, 'lost');
    case 'repeated':
      return mark(workload, 'duplicate');
    case 'register':
      return mark(workload, notLinearizable(finding.result.valid), finding.result.op?.f);
    case 'keys': {
      const [worst] = finding.doubtful.toSorted((a, b) => Number(a.result.valid) - Number(b.result.valid));
      return worst && mark(workload, notLinearizable(worst.result.valid), worst.result.op?.f);
    }
    case 'log':
      return finding.isBad ? mark(workload, finding.type) : undefined;
    case 'anomalies': {
      const [type] = Object.keys(finding.examples).toSorted();
      return type === undefined ? undefined : mark(workload, type);
    }
    case 'mismatches': {
      const [error] = finding.errors;
      return mark(workload, 'mismatch', error !== undefined && isOperation(error) ? error.f : undefined);
    }
    case 'thrown':
      return mark('exceptions', finding.class, finding.example.f);
    case 'checker':
      return mark(workload, 'no-verdict');
    case 'coverage':
      return mark('coverage', 'not-judged');
    case 'never':
    case 'unjudged':
      return undefined;
  }
}

function notLinearizable(valid: unknown): string {
  return valid === false ? 'not-linearizable' : 'no-verdict';
}

/** Requests of which none succeeded: the diagnosis says more than the statistics. */
function neverSucceeded({ findings, diagnoses }: RunSummary): readonly Fingerprint[] {
  const cause = diagnoses.find((each) => !isRemark(each) && each.kind !== 'storm')?.kind ?? 'never-ok';
  return findings.flatMap((each) =>
    each.kind === 'never' && !FORGIVEN.has(each.f) ? [mark('stats', cause, each.f)] : [],
  );
}

function demands({ thresholds, parts }: RunSummary): readonly Fingerprint[] {
  const unavailable = parts.some(({ name, valid }) => name === 'availability' && valid !== true);
  return [
    ...(unavailable ? [mark('availability', 'unavailable')] : []),
    ...thresholds.flatMap(({ expect, valid }) => (valid ? [] : [mark('expect', expect.split(' ')[0] ?? '')])),
  ];
}

function ofDiagnosis({ diagnoses, nodes }: RunSummary, wanted: DiagnosisKind): Fingerprint {
  const what = diagnoses.find(({ kind }) => kind === wanted)?.what ?? '';
  return wanted === 'crashed' ? mark('node', wanted, withoutNames(what, nodes)) : mark('node', wanted);
}

/** Words that say how many nodes a sentence is about. */
const COUNTED: ReadonlySet<string> = new Set(['and', 'other', 'nodes', 'itself', 'themselves', 'times']);

/** A sentence without what differs from run to run: nodes, clients, numbers, quoted values. */
function withoutNames(text: string, nodes: readonly string[]): string {
  const [line = ''] = text.split('\n');
  return line
    .replaceAll(/"[^"]*"|'[^']*'/g, ' ')
    .split(/\s+/)
    .filter((word) => {
      const bare = word.replaceAll(/^\W+|\W+$/g, '');
      return !nodes.includes(bare) && !/\d/.test(bare) && !COUNTED.has(bare);
    })
    .join(' ');
}

function mark(checker: string, anomaly: string, role = 'any'): Fingerprint {
  return { checker: slug(checker), anomaly: slug(anomaly), role: slug(role) };
}

/** The longest word of a fingerprint. */
const LONGEST = 60;

function slug(text: string): string {
  const words = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return (
    words
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, LONGEST)
      .replace(/-+$/, '') || 'any'
  );
}
