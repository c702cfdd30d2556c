/** Writes a node's answer to a request, or a log line if the message expects no answer. */

import type { Reply } from './incoming-request.js';
import type { Output } from './output.js';
import { asError, ERRORS, RpcError } from './protocol/errors.js';
import type { Body } from './protocol/message.js';

/** Writes replies and error replies, and complaints to the log. Source: docs/protocol.md. */
export class Replies {
  readonly #output: Output;
  readonly #log: (text: string) => void;

  constructor(output: Output, log: (text: string) => void) {
    this.#output = output;
    this.#log = log;
  }

  /** Answers a request that `dest` sent to node `src`; a message without `msg_id` gets no answer. */
  reply(src: string, dest: string, request: Body, fields: Reply): void {
    if (request.msg_id === undefined) return;
    const msg_id = this.#output.takeMsgId();
    const body = { type: `${request.type}_ok`, ...fields, in_reply_to: request.msg_id, msg_id };
    this.#output.send({ src, dest, body });
  }

  /** Answers with an error: an `RpcError` as it is, any other as code 13, `crash`, and a line in the log. */
  replyError(src: string, dest: string, request: Body, error: unknown): void {
    const isRpcError = error instanceof RpcError;
    if (!isRpcError || request.msg_id === undefined) this.complain(request.type ?? '', dest, error);
    if (request.msg_id === undefined) return;
    const { code, text } = isRpcError
      ? { code: error.code, text: error.message }
      : { code: ERRORS.crash.code, text: `${request.type} failed in ${src}: ${asError(error).message}` };
    const msg_id = this.#output.takeMsgId();
    const body = { type: 'error', in_reply_to: request.msg_id, code, text, msg_id };
    this.#output.send({ src, dest, body });
  }

  /** Logs the consequence of a message of `src`. */
  complain(type: string, src: string, error: unknown): void {
    const { stack, message } = asError(error);
    this.#log(`${type} from ${src}: ${error instanceof RpcError ? message : (stack ?? message)}`);
  }
}
