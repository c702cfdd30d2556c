/**
 * Exceptions to what the network does by itself, message by message: how a run is played again, or with a change, without
 * any chance.
 *
 * A message is named by its link, its type and its number among those of that link and type, so that an exception
 * upstream does not rename the messages behind it. Clients' messages have no exceptions: no rule touches them.
 */

import { isClientId, type Message } from '../../node/index.js';
import type { Damage } from '../damage.js';
import type { Fate } from './fate.js';
import { PASS, type Rule, type Verdict } from './rule.js';

/** The `nth` message (from 1) of a type on a link. */
export interface MessageName {
  readonly src: string;
  readonly dest: string;
  readonly type: string;
  readonly nth: number;
}

/** One exception. */
export interface MessageException {
  readonly message: MessageName;
  readonly fate: Fate;
}

/** Numbers the messages of each link and type, from 1. */
export class MessageNumbering {
  readonly #counts = new Map<string, number>();

  /** The next name of that link and type; undefined for a client's message. */
  next({ src, dest, body }: Pick<Message, 'src' | 'dest' | 'body'>): MessageName | undefined {
    if (isClientId(src) || isClientId(dest)) return undefined;
    const type = typeof body['type'] === 'string' ? body['type'] : '';
    const key = keyOf({ src, dest, type });
    const nth = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, nth);
    return { src, dest, type, nth };
  }
}

function keyOf({ src, dest, type }: Omit<MessageName, 'nth'>): string {
  return JSON.stringify([src, dest, type]);
}

/** Decides the fate of the messages that are named. */
export class ExceptionsRule implements Rule {
  readonly #numbering = new MessageNumbering();
  readonly #fates: ReadonlyMap<string, ReadonlyMap<number, Fate>>;

  /** Of two exceptions for one message the last counts. */
  constructor(exceptions: readonly MessageException[]) {
    const fates = new Map<string, Map<number, Fate>>();
    for (const { message, fate } of exceptions) {
      const key = keyOf(message);
      const ofKey = fates.get(key) ?? new Map<number, Fate>();
      fates.set(key, ofKey.set(message.nth, fate));
    }
    this.#fates = fates;
  }

  judge(message: Message): Verdict {
    const name = this.#numbering.next(message);
    const fate = name && this.#fates.get(keyOf(name))?.get(name.nth);
    return fate === undefined ? PASS : { kind: 'fate', fate };
  }
}

/**
 * Notes what chance decided, as the exceptions that do the same in a network without chance.
 *
 * `usualDelay` is how long a message travels there.
 */
export class ExceptionRecorder implements Rule {
  readonly #numbering = new MessageNumbering();
  readonly #exceptions: MessageException[] = [];
  readonly #usualDelay: () => number;
  #message: MessageName | undefined;
  #usual = 0;
  /** No rule before has dropped it. */
  #wasAsked = false;
  #lost = false;
  #delay = 0;
  #duplicates: number[] = [];
  #damages: Damage[] = [];

  constructor(usualDelay: () => number) {
    this.#usualDelay = usualDelay;
  }

  /** A new message: what was decided on the one before it is complete. */
  judge(message: Message): Verdict {
    this.#finish();
    this.#message = this.#numbering.next(message);
    this.#usual = this.#usualDelay();
    return PASS;
  }

  /** A rule that judges by chance, whose verdicts are noted. */
  watch(rule: Rule): Rule {
    return {
      judge: (message) => {
        const verdict = rule.judge(message);
        this.#wasAsked = true;
        this.#note(verdict);
        return verdict;
      },
    };
  }

  /** What it noted so far. */
  exceptions(): readonly MessageException[] {
    this.#finish();
    return this.#exceptions;
  }

  #note(verdict: Verdict): void {
    if (verdict.kind === 'drop') this.#lost = true;
    else if (verdict.kind === 'delay') this.#delay += verdict.delay;
    else if (verdict.kind === 'duplicate') this.#duplicates.push(verdict.after);
    else if (verdict.kind === 'damage') this.#damages.push(verdict.damage);
  }

  #finish(): void {
    const message = this.#message;
    const [asked, lost, delay, duplicates, damages] = [
      this.#wasAsked,
      this.#lost,
      this.#delay,
      this.#duplicates,
      this.#damages,
    ];
    this.#message = undefined;
    this.#wasAsked = false;
    this.#lost = false;
    this.#delay = 0;
    this.#duplicates = [];
    this.#damages = [];
    if (message === undefined || !asked) return;
    if (lost) {
      this.#exceptions.push({ message, fate: { lost } });
      return;
    }
    const fate: Fate = {
      ...(delay !== this.#usual && { delay }),
      ...(duplicates.length > 0 && { duplicates }),
      ...(damages.length > 0 && { damages }),
    };
    if (Object.keys(fate).length > 0) this.#exceptions.push({ message, fate });
  }
}
