/** Plays a scenario with one seed, and compares the verdict with the expected one. */

import { excerpt, type Runtime } from '../../router/index.js';
import type { TestInput } from '../options/schema.js';
import { runTest } from '../run/run-test.js';
import type { Result } from '../checkers/index.js';
import type { ScenarioOutcome } from './scenario-outcome.js';
import { sendMessages } from './scenario-messages.js';
import type { Scenario } from './scenario-file.js';

export interface ScenarioRequest {
  readonly scenario: Scenario;
  readonly seed: number;
  /** These override the scenario's own. */
  readonly runtime?: Runtime | undefined;
  readonly bin?: string | undefined;
  readonly args: readonly string[];
}

export interface ScenarioResult {
  readonly passed: boolean;
  /** The mismatches, for a person. */
  readonly problem?: string;
}

/** Rejects as `runTest` does: with a UsageError, or because the cluster did not start. */
export async function runScenario(request: ScenarioRequest): Promise<ScenarioResult> {
  const { scenario, seed, runtime, bin, args } = request;
  const options: TestInput = {
    ...scenario.options,
    seed,
    ...(runtime !== undefined && { runtime }),
    ...(bin !== undefined && { bin }),
    ...(args.length > 0 && { args: [...args] }),
  };
  const { messages } = scenario;
  const outcome = await (messages === undefined
    ? runTest(options, { store: false })
    : sendMessages(options, messages));
  const problems = judgeOutcome(scenario, outcome);
  return problems.length === 0 ? { passed: true } : { passed: false, problem: problems.join('\n') };
}

export function judgeOutcome(
  { valid: expected, findings }: Pick<Scenario, 'valid' | 'findings'>,
  { results, crashed }: ScenarioOutcome,
): string[] {
  const problems: string[] = [];
  const { valid } = results;
  if (valid !== expected) {
    const why =
      expected === true
        ? invalidParts(results)
        : [`  ${show('workload' in results ? results.workload : results)}`];
    problems.push(`expected the verdict ${String(expected)}, got ${String(valid)}`, ...why);
  }
  // A scenario that expects a valid run does not expect a node to crash; nodes killed by Eddy are not among these.
  if (expected === true && crashed.length > 0) problems.push(`${crashed.join(', ')} ended by itself`);
  const text = compact(JSON.stringify(results));
  for (const finding of findings) {
    if (!text.includes(compact(finding))) {
      problems.push(`expected ${JSON.stringify(finding)} somewhere in the results, got\n  ${show(results)}`);
    }
  }
  return problems;
}

/** The parts of the results that made them invalid. */
function invalidParts(results: Result): string[] {
  const members: readonly (readonly [string, unknown])[] = Object.entries(results);
  return members.flatMap(([name, part]) => {
    const parts: readonly unknown[] = Array.isArray(part) ? part : [part];
    return parts.filter(isInvalid).map((each) => {
      const { expect, problem } = each;
      return expect === undefined ? `  ${name}: ${show(each)}` : `  ${String(expect)}: ${String(problem)}`;
    });
  });
}

interface Judgement {
  readonly valid: unknown;
  readonly expect?: unknown;
  readonly problem?: unknown;
}

function isInvalid(part: unknown): part is Judgement {
  return typeof part === 'object' && part !== null && 'valid' in part && part.valid !== true;
}

function show(value: unknown): string {
  return excerpt(JSON.stringify(value) ?? 'nothing', 1500);
}

/** Without white space, so that a finding may be formatted freely. */
function compact(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
