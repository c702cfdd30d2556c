/**
 * A service of the network: an endpoint that answers each request as it comes, one after the other. Its handler
 * decides what to answer, and is pure; this file has what all services share (docs/protocol.md, section "Services").
 *
 * It replies without a `msg_id` of its own. A request of an unknown type gets no reply, as on Maelstrom: the caller
 * waits until its timeout. Eddy also reports the request. A request that the network delivers twice is done once: a
 * service stands for one that is reached over a connection, and a linearizable one could not keep its promise
 * otherwise.
 */

import { type Body, type ErrorKind, membersOf, parseExact, readMessage } from '../../node/index.js';
import type { Envelope } from '../envelope.js';
import type { Network } from '../network.js';
import type { Endpoint } from '../router.js';
import { excerpt, type Trouble } from '../trouble.js';
import { StoredValue } from './stored-value.js';

export interface Request {
  readonly src: string;
  readonly type: string | undefined;
  /** A field of the body; a missing one counts as null, as on Maelstrom. */
  field(name: string): StoredValue;
}

/** The body of a reply, its fields as JSON texts. */
export interface Reply {
  readonly type: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** The behaviour of a service on its state. */
export interface Handler {
  /** The types of request that it answers. */
  readonly types: readonly string[];
  answer(request: Request): Reply;
}

export function errorReply({ code }: ErrorKind, text: string): Reply {
  return { type: 'error', fields: { code: String(code), text: JSON.stringify(text) } };
}

export class Service implements Endpoint {
  readonly #id: string;
  readonly #handler: Handler;
  readonly #network: Network;
  readonly #report: (trouble: Trouble) => void;

  constructor(id: string, handler: Handler, network: Network, report: (trouble: Trouble) => void) {
    this.#id = id;
    this.#handler = handler;
    this.#network = network;
    this.#report = report;
  }

  obstacle(): undefined {
    return undefined;
  }

  deliver(envelope: Envelope): void {
    if (envelope.repeated) return;
    const { src } = envelope;
    const body = bodyOf(envelope);
    if (!this.#handler.types.includes(body?.type ?? '')) {
      // A request that was damaged on its way is no mistake of its sender.
      if (!envelope.isDamaged) this.#report(this.#unsupported(envelope));
      return;
    }
    const fields = fieldsOf(envelope);
    const { type, fields: answer = {} } = this.#handler.answer({
      src,
      type: body?.type,
      field: (name) => fields.get(name) ?? StoredValue.null,
    });
    const members = Object.entries({
      ...answer,
      in_reply_to: (fields.get('msg_id') ?? StoredValue.null).text,
    })
      .map(([name, text]) => `,"${name}":${text}`)
      .join('');
    const text = `{"type":"${type}"${members}}`;
    const line = `{"src":${JSON.stringify(this.#id)},"dest":${JSON.stringify(src)},"body":${text}}`;
    this.#network.submit({ src: this.#id, dest: src, body: parseExact(text) as Body }, line);
  }

  #unsupported({ src, body, text }: Envelope): Trouble {
    const asked =
      body.type === undefined ? 'a request without type' : `a request of type ${JSON.stringify(body.type)}`;
    return {
      node: src,
      kind: 'unsupported',
      what: `${src} sent ${this.#id} ${asked}, which it does not answer`,
      flaw: `${this.#id} does not answer ${asked}`,
      text: excerpt(text),
      expected: `type to be one of ${this.#handler.types.join(', ')}`,
      hint: 'services keep silent on what they do not know, as on Maelstrom: the request will time out',
    };
  }
}

/** As it arrives; undefined if that is no message. */
function bodyOf(envelope: Envelope): Body | undefined {
  if (!envelope.isDamaged) return envelope.body;
  const message = readMessage(envelope.line);
  return typeof message === 'string' ? undefined : message.body;
}

function fieldsOf(envelope: Envelope): ReadonlyMap<string, StoredValue> {
  const body = membersOf(envelope.line).find(({ key }) => key === 'body')?.value ?? '{}';
  return new Map(membersOf(body).map(({ key, value }) => [key, new StoredValue(value)]));
}
