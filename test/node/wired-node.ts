/** A node on a virtual clock whose wire is in the hands of the test: what it sends is kept, and nothing comes by itself. */

import {
  type Body,
  type Message,
  MILLISECOND,
  Node,
  type Program,
  Random,
  type Storage,
} from '../../node/index.js';
import { VirtualClock } from '../../router/index.js';

export class WiredNode {
  readonly clock = new VirtualClock();
  readonly logged: string[] = [];
  readonly node: Node;
  readonly #answer: (message: Message) => void;
  #sent: Message[] = [];
  #receive: (message: Message) => void = () => {};

  /** `answer` is called for each message that the node sends, and may let one come in return; `storage` may be that of an earlier life. */
  constructor(program: Program, answer: (message: Message) => void = () => {}, storage?: Storage) {
    this.#answer = answer;
    this.node = new Node({
      clock: this.clock,
      random: new Random(1),
      transport: {
        send: (message) => this.#send(message),
        listen: (receive) => {
          this.#receive = receive;
        },
      },
      ...(storage !== undefined && { storage }),
      log: (text) => this.logged.push(text),
    });
    program(this.node);
  }

  /** Lets a message come, by default from a client. */
  receive(body: Body, src = 'c1'): void {
    this.#receive({ src, dest: 'n1', body });
  }

  /** Names the node n1, and forgets that it has answered. */
  init(nodeIds: readonly string[] = ['n1', 'n2', 'n3']): this {
    this.receive({ type: 'init', msg_id: 1, node_id: 'n1', node_ids: nodeIds }, 'c0');
    this.take();
    return this;
  }

  /** What was sent since the last look. */
  take(): readonly Message[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  /** The bodies of what was sent since the last look. */
  takeBodies(): readonly Body[] {
    return this.take().map(({ body }) => body);
  }

  /** Lets what is due happen, and so many milliseconds pass. */
  pass(milliseconds = 0): Promise<void> {
    return this.clock.drive(
      () =>
        new Promise((resolve) => {
          this.clock.schedule(Math.round(milliseconds * MILLISECOND), resolve);
        }),
    );
  }

  #send(message: Message): void {
    const copy: Message = JSON.parse(JSON.stringify(message));
    this.#sent.push(copy);
    this.#answer(copy);
  }
}
