/** The node library: everything a program needs to be a Maelstrom node. */

export { type Clock, MILLISECOND, SECOND, SystemClock, type Timer } from './clock.js';
export type { Environment, Transport } from './environment.js';
export { GOSSIP_VALUES } from './gossip/message.js';
export type { IncomingRequest, Reply } from './incoming-request.js';
export { KeyValue, type KeyValueService } from './key-value.js';
export { Node, type Program } from './node.js';
export type { SendOptions } from './output.js';
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
export type { Rpc, RpcOptions } from './rpc.js';
export * as shape from './shape.js';
export type { Fields, Shape, Shaped } from './shape.js';
export { run, runIfMain } from './stdio.js';
export { FileStorage, MemoryStorage, type Storage, StoredLines } from './storage.js';
export { Timestamps } from './timestamps.js';
export { Turns } from './turns.js';
export { uniqueNames } from './unique-names.js';
