/** Addresses of sockets that nodes have bound: a node that talks to another by them is found out, instead of waiting in vain. */

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;

/** An address of a socket, as far as it says who listens there. */
export interface SocketAddress {
  /** For people: `127.0.0.1:9000`, `[::1]:9000`, `/tmp/socket`, `@name`. */
  readonly text: string;
  /** Of an internet address; undefined for a socket of a file or a name. */
  readonly port: number | undefined;
}

/** Reads a `struct sockaddr`; undefined for families that are not between programs, and for sockets without a name. */
export function socketAddress(bytes: Buffer): SocketAddress | undefined {
  if (bytes.length < 2) return undefined;
  const family = bytes.readUInt16LE(0);
  if (family === AF_UNIX) {
    const isAbstract = bytes[2] === 0;
    const end = isAbstract ? bytes.length : bytes.indexOf(0, 2);
    const path = bytes.toString('latin1', isAbstract ? 3 : 2, end < 0 ? bytes.length : end);
    return path === '' ? undefined : { text: isAbstract ? `@${path}` : path, port: undefined };
  }
  if (family === AF_INET && bytes.length >= 8) {
    const port = bytes.readUInt16BE(2);
    return { text: `${[...bytes.subarray(4, 8)].join('.')}:${port}`, port };
  }
  if (family === AF_INET6 && bytes.length >= 24) {
    const groups = [...new Uint16Array(8).keys()].map((i) => bytes.readUInt16BE(8 + 2 * i).toString(16));
    const port = bytes.readUInt16BE(2);
    return { text: `[${groups.join(':')}]:${port}`, port };
  }
  return undefined;
}

/** What all nodes of a run have bound. */
export class Neighbours {
  readonly #bound: { readonly node: number; readonly address: SocketAddress }[] = [];

  bind(node: number, address: SocketAddress): void {
    this.#bound.push({ node, address });
  }

  /** Whether another node listens there, and the node itself does not. A port is the same on all addresses of a machine. */
  isOther(node: number, { text, port }: SocketAddress): boolean {
    const here = this.#bound.filter(({ address }) =>
      port === undefined ? address.text === text : address.port === port,
    );
    return here.length > 0 && here.every((each) => each.node !== node);
  }

  /** All processes of the node have ended. */
  forget(node: number): void {
    const kept = this.#bound.filter((each) => each.node !== node);
    this.#bound.splice(0, this.#bound.length, ...kept);
  }
}
