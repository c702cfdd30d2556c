/**
 * Finds the run that is under way, follows it once for all readers, and sends them its events. Idle without readers.
 *
 *     event: waiting   no test is running
 *     event: run       a test is running: a LiveRun
 *     event: rows      events of the run: a list of Row
 *     event: end       the run is over: a LiveEnd
 */

import { readlink } from 'node:fs/promises';
import { lstatSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { setHeaders } from '../answer.js';
import { pathOf } from '../request-target.js';
import type { Listing } from '../listing.js';
import { whenOf } from '../../store/run-name.js';
import { toneOf } from '../../findings/verdict-word.js';
import { inWords, type StoredRun } from '../shown-run.js';
import { Following } from './following.js';
import { Reader } from './reader.js';
import type { LiveEnd, LiveRun } from './row.js';
import { messageOf } from '../../errors/message-of.js';

const FLUSH_MS = 100;
/** The interval between two looks for a run. */
const LOOK_MS = 300;
const BEAT_MS = 15_000;
/** The most readers at a time, because each holds a connection. */
const MAX_READERS = 50;
/** The interval between two checks whether a silent run has been broken off. */
const AGE_CHECK_MS = 5000;

interface Current {
  readonly run: LiveRun;
  readonly following: Following;
}

export class Feed {
  readonly #listing: Listing;
  readonly #now: () => number;
  readonly #readers = new Set<Reader>();
  #current: Current | undefined;
  #watching: AbortController | undefined;

  constructor(listing: Listing, now: () => number) {
    this.#listing = listing;
    this.#now = now;
  }

  add(response: ServerResponse, head: boolean): void {
    setHeaders(response, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    if (this.#readers.size >= MAX_READERS) {
      response.statusCode = 503;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.end(
        head ? undefined : `${MAX_READERS} browsers watch already, which is as many as eddy serve takes\n`,
      );
      return;
    }
    if (head) {
      response.end();
      return;
    }
    const reader = new Reader(response);
    this.#readers.add(reader);
    response.on('error', () => {});
    response.on('close', () => {
      this.#readers.delete(reader);
      if (this.#readers.size === 0) this.#rest();
    });
    if (this.#current === undefined) reader.wait();
    else reader.begin(this.#current.run, this.#current.following.recent());
    if (this.#watching === undefined) this.#watch();
  }

  stop(): void {
    for (const reader of this.#readers) reader.close();
    this.#rest();
  }

  #rest(): void {
    this.#watching?.abort();
    this.#watching = undefined;
    this.#current = undefined;
  }

  #watch(): void {
    const watching = new AbortController();
    this.#watching = watching;
    const { signal } = watching;
    const timers = [
      setInterval(() => this.#flush(), FLUSH_MS),
      setInterval(() => {
        for (const reader of this.#readers) reader.beat();
      }, BEAT_MS),
    ];
    signal.addEventListener('abort', () => {
      for (const timer of timers) clearInterval(timer);
    });
    void this.#loop(signal);
  }

  /** Never rejects. */
  async #loop(signal: AbortSignal): Promise<void> {
    // A simulated run may be over before it is found: each run that has begun since is reported, and the one under
    // way.
    let told: string | undefined;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const run = await this.#latest().catch(() => undefined);
      if (run !== undefined && run.folder !== told && !signal.aborted) {
        told = run.folder;
        if (!isFirst || run.verdict === 'running') await this.#tell(run, signal);
      }
      // Rejects on abort only.
      await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #tell(run: StoredRun, signal: AbortSignal): Promise<void> {
    const { workload, time, nodes, folder } = run;
    const following = new Following({
      folder,
      signal,
      complete: this.#completeness(folder),
      row: (row) => {
        for (const reader of this.#readers) reader.row(row);
      },
    });
    const live = { workload, time, when: whenOf(time), nodes, path: pathOf('run', workload, time) };
    this.#current = { run: live, following };
    for (const reader of this.#readers) reader.begin(live, []);
    const problem = await following.run().then(() => undefined, messageOf);
    if (signal.aborted) return;
    this.#flush();
    const ended = await this.#listing.run(workload, time).catch(() => undefined);
    this.#current = undefined;
    const end: LiveEnd = {
      verdict: ended === undefined ? 'gone' : inWords(ended),
      tone: ended === undefined ? 'warn' : toneOf(ended.verdict),
      ...(ended?.reason !== undefined && { reason: ended.reason }),
      path: live.path,
      ...(problem !== undefined && { problem }),
    };
    for (const reader of this.#readers) reader.end(end);
  }

  /** The run that `current` names: the one that began last. */
  async #latest(): Promise<StoredRun | undefined> {
    const place = await readlink(path.join(this.#listing.path, 'current')).catch(() => undefined);
    if (place === undefined) return undefined;
    // Found by name; symbolic links are not followed.
    const [workload = '', time = ''] = place.split(path.sep).slice(-2);
    return this.#listing.run(workload, time);
  }

  #flush(): void {
    if (this.#current === undefined) return;
    const counts = this.#current.following.counts();
    for (const reader of this.#readers) reader.flush(counts);
  }

  /** A run is over when its results exist, when another has begun, or when it has been silent too long. */
  #completeness(folder: string): () => boolean {
    const link = path.join(this.#listing.path, 'current');
    const results = path.join(folder, 'results.json');
    const [time, workload] = [path.basename(folder), path.basename(path.dirname(folder))];
    let checkedAt = this.#now();
    let silent = false;
    return () => {
      if (lstatSync(results, { throwIfNoEntry: false }) !== undefined || silent) return true;
      if (this.#now() - checkedAt > AGE_CHECK_MS) {
        checkedAt = this.#now();
        void this.#listing.run(workload, time).then((run) => {
          silent = run?.verdict !== 'running';
        });
      }
      try {
        return path.basename(readlinkSync(link)) !== time;
      } catch {
        return true;
      }
    };
  }
}
