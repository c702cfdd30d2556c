/** A server for a test, and requests to it as they are: no client tidies paths or headers. */

import { type IncomingHttpHeaders, request } from 'node:http';
import type { ExecutionContext } from 'ava';
import { serve } from '../../../harness/serve/index.js';

interface Said {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Asked {
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly get: (path: string, asked?: Asked) => Promise<Said>;
}

/** Stops when the test is over. */
export async function serving(t: ExecutionContext, store: string, host = '127.0.0.1'): Promise<TestServer> {
  const { url, stop } = await serve({ store, host, port: 0 });
  t.teardown(stop);
  const port = Number(new URL(url).port);
  const get = (
    path: string,
    { method = 'GET', host = `127.0.0.1:${port}`, headers = {} }: Asked = {},
  ): Promise<Said> =>
    new Promise((resolve, reject) => {
      const sent = request({
        port,
        host: '127.0.0.1',
        path,
        method,
        headers: { ...headers, Host: host },
        agent: false,
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
      });
      sent.end();
    });
  return { url, port, get };
}
