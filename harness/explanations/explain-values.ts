/** Why values are missing, in words: a line for each finding. */

import type { JournalEvent } from '../store/journal-reader.js';
import { printable } from '../text/printable.js';
import type { ValueExplanation } from './explanation.js';
import { type Case, type Finding, findMissing, type Lateness } from './find-missing.js';
import { messagesOf, type Story } from './story.js';
import { storyCause } from './story-cause.js';
import { storyText } from './story-words.js';
import { at, valueText } from './words.js';

const MESSAGES_SHOWN = 50;

/** Lost values first, then late ones, longest first. */
export async function explainValues(
  evidence: Case,
  journal: AsyncIterable<JournalEvent>,
): Promise<readonly ValueExplanation[]> {
  return (await findMissing(evidence, journal)).map((finding) => {
    const { kind, value, node, story, operations } = finding;
    const messages = messagesOf(story).slice(0, MESSAGES_SHOWN);
    return {
      kind,
      value,
      ...(node !== undefined && { node }),
      cause: storyCause(story),
      text: findingText(finding),
      messages,
      operations,
    };
  });
}

export function findingText({ value, node, others, story, late }: Finding): string {
  const name = `value ${valueText(value)}`;
  const here = node === undefined ? '' : ` at ${printable(node)}`;
  if (late === undefined) {
    const elsewhere =
      others === 0 ? '' : ` (and in the same way at ${others} other ${others === 1 ? 'node' : 'nodes'})`;
    return `${name} is missing${here}${elsewhere}: ${storyText(story, node ?? '')}`;
  }
  const since = `known at ${at(late.knownAt)}, missing from a read ${late.ms} ms later`;
  const end = arrived(story) ? '' : shownText(late, node);
  return `${name} ${lateWords(story, printable(node ?? ''))}: ${since}; ${storyText(story, node ?? '')}${end}`;
}

function arrived({ kind }: Story): boolean {
  return kind === 'way' || kind === 'not-shown' || kind === 'after-last-read';
}

function lateWords(story: Story, node: string): string {
  switch (story.kind) {
    case 'no-read-request':
      return 'came late';
    case 'way':
    case 'after-last-read':
      return `came late at ${node}`;
    case 'not-shown':
      return `was not shown at ${node}`;
    case 'no-request':
      return `was missing at ${node}`;
    case 'request-not-delivered':
      return `is not seen to have reached ${node}`;
    case 'not-sent':
    case 'not-delivered': {
      const { kind } = story.absence;
      return `${kind === 'unreadable' || kind === 'unproven' ? 'is not seen to have' : 'never'} reached ${node}`;
    }
  }
}

/** Why the checker does not call it lost. */
function shownText({ shown }: Lateness, node: string | undefined): string {
  if (shown === undefined) return '';
  const reader = shown.node === undefined || node === undefined ? 'a later read' : printable(shown.node);
  return `; ${reader} showed it at ${at(shown.at)}, so the checker counts it as stale, not lost`;
}
