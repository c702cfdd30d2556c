/**
 * The cause of a story without its value, node and times, so that explanations of one cause can be counted together: what
 * follows the word *was*.
 */

import type { Absence, Send, Story } from './story.js';
import { causeText, endText } from './story-words.js';

export function storyCause(story: Story): string {
  switch (story.kind) {
    case 'no-request':
    case 'no-read-request':
      return 'added or read by no request that the journal shows';
    case 'request-not-delivered':
      return `asked for in a request that was ${ending(story.sends)}`;
    case 'not-shown':
      if (story.killedAt !== undefined) return 'lost with a node that was killed';
      return story.damage === undefined
        ? 'not shown by a node that had it'
        : `brought by a message that was ${endOf({ drop: story.damage })}`;
    case 'after-last-read':
      return 'brought after the last read';
    case 'not-delivered':
      return `${ending(story.sends)}${again(story)}`;
    case 'not-sent':
      return notSent(story.absence);
    case 'way': {
      const failed = story.hops.flatMap((hop) => hop.failed)[0];
      const [cause] = story.hops.flatMap(({ causes }) => causes);
      if (failed !== undefined) return `${endOf(failed)}, sent again later`;
      return cause === undefined ? 'brought by a long way' : `delayed by ${causeText(cause)}`;
    }
  }
}

/** Of the last message that should have brought it. */
function ending(sends: readonly Send[]): string {
  const last = sends.at(-1);
  return last === undefined ? 'never sent' : endOf(last);
}

/** In the words of an explanation, for any receiver. */
function endOf({ drop }: Pick<Send, 'drop'>): string {
  return endText({ carry: { dest: 'its receiver' }, drop });
}

function again({ sends, absence }: Extract<Story, { readonly kind: 'not-delivered' }>): string {
  if (sends.at(-1)?.drop === undefined) return '';
  return absence.kind === 'readable' || absence.kind === 'nothing-sent' ? ', never sent again' : '';
}

function notSent({ kind }: Absence): string {
  return kind === 'nothing-sent'
    ? 'not sent to a node that was sent nothing any more'
    : 'never sent to the node that missed it';
}
