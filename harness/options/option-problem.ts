/** What is wrong with an option, from the issue of its schema. */

import type { z } from 'zod';
import type { OptionProblem } from '../errors/usage-error.js';
import { issueHint, issueWords } from '../text/issue-words.js';
import { valueAt } from '../text/value-at.js';

/** `input`: all options as they came. The issue is about one of them. */
export function problemOf(issue: z.core.$ZodIssue, input: unknown): OptionProblem {
  const [option, ...inside] = issue.path.map(String);
  const value = valueAt(input, issue.path);
  // JSON cannot express numbers that are not finite.
  const came = `, got ${typeof value === 'number' ? value : (JSON.stringify(value) ?? 'nothing')}`;
  const words = issueWords(issue);
  return {
    option: option ?? 'options',
    ...(inside.length > 0 && { inside }),
    text: `${words}${words.endsWith(came) ? '' : came}${issueHint(issue, value)}`,
  };
}
