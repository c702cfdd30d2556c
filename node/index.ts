/** The node library: everything a program needs to be a Maelstrom node. */

export { type Clock, MILLISECOND, SECOND, SystemClock, type Timer } from './clock.js';
export type { IncomingRequest } from './incoming-request.js';
export { KeyValue, type KeyValueService } from './key-value.js';
export {
  type Environment,
  Node,
  type Program,
  type Reply,
  type RpcOptions,
  type SendOptions,
  type Transport,
} from './node.js';
export { canonicalJson, exactInteger, sameJson } from './protocol/canonical-json.js';
export { codeText, ERRORS, errorKind, type ErrorKind, RpcError } from './protocol/errors.js';
export {
  compactJson,
  JSON_STRING,
  type JsonMember,
  mayLoseDigits,
  membersOf,
  textAt,
} from './protocol/json-text.js';
export { mayRound, parseExact, printExact, printExactIndented } from './protocol/exact-json.js';
export { DEFAULT_MAX_LINE_LENGTH, type LineListener, LineSplitter } from './protocol/lines.js';
export {
  type Body,
  isClientId,
  isObject,
  type Message,
  type MessageNumber,
  readMessage,
  unreadableLine,
} from './protocol/message.js';
export { Random } from './random.js';
export * as shape from './shape.js';
export type { Fields, Shape, Shaped } from './shape.js';
export { run, runIfMain } from './stdio.js';
export { FileStorage, MemoryStorage, type Storage } from './storage.js';
export { Timestamps } from './timestamps.js';
export { Turns } from './turns.js';
export { uniqueNames } from './unique-names.js';
