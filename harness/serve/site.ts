/**
 * Maps a path to its page. Each name in the path is looked up, in the listing or in a table; other names have no
 * page.
 *
 *     /                                     all runs and sweeps
 *     /run/<workload>/<time>/               a run, and below it its files
 *     /over-time/<workload>/<time>          the data of its small picture in the list
 *     /sweep/<time>/                        the page of a sweep
 *     /sweep/<time>/runs/<point>/<workload>/<time>/   a run that the sweep kept, and below it its files
 *     /compare?a=<workload>/<time>&b=...    two runs
 *     /live, /live/events                   the run under way
 */

import type { ServerResponse } from 'node:http';
import { escapeMarkup as escape } from '../picture/markup.js';
import { type Answer, dataAnswer, fileAnswer, pageAnswer, redirect, storedPageAnswer } from './answer.js';
import { comparePage } from './compare/page.js';
import { head, serveStyle } from './head.js';
import { Feed } from './live/feed.js';
import { livePage } from './live/page.js';
import { notFoundPage } from './not-found-page.js';
import { OverTimes } from './over-time.js';
import { pathOf, type Target } from './request-target.js';
import { openFileOf } from './run-files.js';
import { reportOf } from './run-page.js';
import { runsPage } from './runs/page.js';
import { Listing } from './listing.js';
import { openStored } from '../store/stored-file.js';
import type { StoredRun } from './shown-run.js';

export class Site {
  readonly #listing: Listing;
  readonly #feed: Feed;
  readonly #overTimes = new OverTimes();

  constructor(store: string, now: () => number) {
    this.#listing = new Listing(store, now);
    this.#feed = new Feed(this.#listing, now);
  }

  async answer({ names, isFolder, query }: Target): Promise<Answer> {
    const [first, ...rest] = names;
    switch (first) {
      case undefined:
        return pageAnswer(runsPage(await this.#listing.read(), this.#listing.path));
      case 'run':
        return this.#run(rest, isFolder);
      case 'over-time':
        return this.#overTime(rest, isFolder);
      case 'sweep':
        return this.#sweep(rest, isFolder);
      case 'compare':
        return rest.length > 0 ? this.nothingHere() : this.#compare(query);
      case 'live':
        return rest.length > 0 || isFolder ? this.nothingHere() : pageAnswer(livePage());
      default:
        return this.nothingHere();
    }
  }

  isEvents({ names: [first, second, ...more], isFolder }: Target): boolean {
    return first === 'live' && second === 'events' && more.length === 0 && !isFolder;
  }

  /** Sends a reader the events of the run under way, until it disconnects. */
  listen(response: ServerResponse, head: boolean): void {
    this.#feed.add(response, head);
  }

  nothingHere(): Answer {
    return pageAnswer(notFoundPage(), 404);
  }

  stop(): void {
    this.#feed.stop();
  }

  async #run([workload = '', time = '', ...file]: readonly string[], isFolder: boolean): Promise<Answer> {
    const run = await this.#listing.run(workload, time);
    if (run === undefined || (run.time !== time && file.length > 0)) return this.nothingHere();
    return run.time === time
      ? this.#partOf(run, file, isFolder, pathOf('run', workload, time))
      : redirect(pathOf('run', workload, run.time));
  }

  /** A run's report, which is at `path`, or one of its files. */
  async #partOf(run: StoredRun, file: readonly string[], isFolder: boolean, path: string): Promise<Answer> {
    if (file.length === 0) return isFolder ? this.#report(run) : redirect(path);
    if (isFolder) return this.nothingHere();
    // Pages of the store link to it by its name, as they do on disk.
    if (file.length === 1 && file[0] === 'report.html') return this.#report(run);
    const opened = await openFileOf(run, file);
    return opened === undefined
      ? this.nothingHere()
      : fileAnswer(opened, file.at(-1)?.endsWith('.json') === true);
  }

  async #report(run: StoredRun): Promise<Answer> {
    const report = await reportOf(run);
    return 'handle' in report ? storedPageAnswer(report) : pageAnswer(report);
  }

  async #overTime(
    [workload = '', time = '', ...more]: readonly string[],
    isFolder: boolean,
  ): Promise<Answer> {
    const run = isFolder || more.length > 0 ? undefined : await this.#listing.run(workload, time);
    return run?.time === time ? dataAnswer(await this.#overTimes.of(run)) : this.nothingHere();
  }

  async #sweep([time = '', ...rest]: readonly string[], isFolder: boolean): Promise<Answer> {
    if (rest.length > 0) return this.#sweepRun(time, rest, isFolder);
    const sweep = await this.#listing.sweep(time);
    if (sweep === undefined) return this.nothingHere();
    if (!isFolder) return redirect(pathOf('sweep', time));
    const page = await openStored(sweep.folder, 'sweep.html');
    return page === undefined ? this.nothingHere() : storedPageAnswer(page);
  }

  async #sweepRun(
    sweep: string,
    [runs, point = '', workload = '', time = '', ...file]: readonly string[],
    isFolder: boolean,
  ): Promise<Answer> {
    if (runs !== 'runs') return this.nothingHere();
    const run = await this.#listing.sweepRun(sweep, point, workload, time);
    return run === undefined
      ? this.nothingHere()
      : this.#partOf(run, file, isFolder, pathOf('sweep', sweep, runs, point, workload, time));
  }

  async #compare(query: URLSearchParams): Promise<Answer> {
    const [a, b] = await Promise.all(
      [query.get('a'), query.get('b')].map((name) => this.#named(unspaced(name ?? ''))),
    );
    if (a === undefined || b === undefined) {
      const missing = [a === undefined ? 'a' : '', b === undefined ? 'b' : ''].filter((each) => each !== '');
      const asked = missing.map((each) => `${each}=${query.get(each) ?? ''}`).join(' and ');
      return pageAnswer(
        {
          title: 'No such run',
          style: serveStyle(),
          body: `${head()}<h1>No such run</h1><p>Expected two runs of this store, as /compare?a=&lt;workload&gt;/&lt;time&gt;&amp;b=&lt;workload&gt;/&lt;time&gt;, got ${escape(asked.slice(0, 300))}.</p><p><a href="/">Choose two from the list</a></p>`,
        },
        404,
      );
    }
    return pageAnswer(await comparePage(a, b));
  }

  #named(name: string): Promise<StoredRun | undefined> {
    const [workload = '', time = '', ...more] = name.split('/');
    return more.length > 0 ? Promise.resolve(undefined) : this.#listing.run(workload, time);
  }
}

/** An unescaped `+` means a space in a query, but the time of a run contains one. */
function unspaced(name: string): string {
  return name.replaceAll(' ', '+');
}
