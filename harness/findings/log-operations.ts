/** The operations that an error of kafka's logs is about: those that stand in it, or else those that showed its messages. */

import { isObject } from '../../node/index.js';
import type { KafkaError, KafkaExample } from '../checkers/index.js';
import { sameJson } from '../checkers/json-value.js';
import { type History, isOperation, type Operation } from '../operations/history.js';

/** Messages for which operations are looked for. */
const MESSAGES = 8;

export function operationsOfExample(example: KafkaExample, history: History): readonly Operation[] {
  const named = Object.values(example).flat().filter(isOperation);
  if (named.length > 0) return named;
  const { key, value, values } = example;
  if (typeof key !== 'string') return [];
  const messages: readonly unknown[] = Array.isArray(values) ? values : value === undefined ? [] : [value];
  return sends(key, messages, history);
}

/** Of an error without examples: the sends of the messages that it lists by key. */
export function operationsOfError(error: KafkaError, history: History): readonly Operation[] {
  const messages: unknown = Object.entries(error).find(([name]) => name === 'messages')?.[1];
  if (!isObject(messages)) return [];
  return Object.entries(messages)
    .flatMap(([key, values]) =>
      Array.isArray(values) ? values.map((value: unknown) => ({ key, value })) : [],
    )
    .slice(0, MESSAGES)
    .flatMap(({ key, value }) => sends(key, [value], history));
}

/** The sends that were acknowledged. */
function sends(key: string, messages: readonly unknown[], history: History): readonly Operation[] {
  const wanted = messages.slice(0, MESSAGES);
  return history.filter(
    ({ type, value }) =>
      type === 'ok' &&
      Array.isArray(value) &&
      value.some((micro: unknown) => wanted.some((message) => isSendOf(micro, key, message))),
  );
}

/** `["send", key, [offset, message]]` */
function isSendOf(micro: unknown, key: string, message: unknown): boolean {
  if (!Array.isArray(micro)) return false;
  const [f, log, sent]: readonly unknown[] = micro;
  return f === 'send' && log === key && Array.isArray(sent) && sameJson(sent[1], message);
}
