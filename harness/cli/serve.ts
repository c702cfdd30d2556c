/** `eddy serve`: the store in a web browser. */

import { statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { isLoopback, serve, type ServeOptions } from '../serve/index.js';
import { UsageError } from '../errors/usage-error.js';
import { ExitCode } from './exit-code.js';
import { wholeNumber } from './whole-number.js';

const DEFAULT_PORT = 8080;
const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_STORE = 'store';

interface ServeFlags {
  readonly port: number;
  readonly host: string;
}

const NOTES = `
Shows all runs and sweeps of a store, each run's report, two runs side by side, and a test that is under way as it goes.
Nothing is changed, and nothing but the store is shown. Without --host only this machine can reach it. Ctrl-C ends it.

Examples:
  eddy serve                          then open http://127.0.0.1:8080/
  eddy serve /tmp/runs --port 0       at any port that is free`;

export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('browse stored runs in a web browser, and watch a test that is under way')
    .argument('[store]', 'the folder of all runs (default: store)')
    .option(
      '--port <port>',
      'where to listen; 0 for any that is free',
      wholeNumber('port', 0, 65_535),
      DEFAULT_PORT,
    )
    .option('--host <address>', "an address or name of this machine's; 0.0.0.0 for all of them", DEFAULT_HOST)
    .addHelpText('after', NOTES)
    .action(async (store: string | undefined, { port, host }: ServeFlags) => {
      checkStore(store);
      process.exitCode = await run({ store: store ?? DEFAULT_STORE, host, port });
    });
}

async function run(options: ServeOptions): Promise<ExitCode> {
  const serving = await serve(options);
  if (!isLoopback(options.host)) {
    process.stderr.write(
      `eddy: any machine that can reach ${options.host} on the network can read these runs; without --host only this machine can\n`,
    );
  }
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    // Printed only when signals are handled: a reader may answer with Ctrl-C at once.
    process.stdout.write(`${path.resolve(options.store)} is at ${serving.url}   (Ctrl-C ends)\n`);
  });
  await serving.stop();
  return ExitCode.valid;
}

/** The default store need not exist yet: `eddy serve` may be started before the first test. */
function checkStore(store: string | undefined): void {
  const place = store ?? DEFAULT_STORE;
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats === undefined && store === undefined) return;
  if (stats?.isDirectory() !== true) {
    const came = stats === undefined ? 'there is no such folder' : 'that is a file';
    throw new UsageError(`expected the folder of a store, such as store, got ${place}: ${came}`);
  }
  const isRun = ['history.ndjson', 'history.edn', 'test.json'].some(
    (name) => statSync(path.join(place, name), { throwIfNoEntry: false }) !== undefined,
  );
  if (isRun) {
    throw new UsageError(
      `expected the folder of a store, got a single run: ${place}. Name the folder two levels above it: ${path.resolve(place, '../..')}`,
    );
  }
}
