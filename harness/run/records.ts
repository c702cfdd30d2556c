/** The records of a run while it lasts: in memory for the verdict, and on disk. */

import { printExact } from '../../node/index.js';
import {
  type ClusterListener,
  type Journal,
  Journals,
  NdjsonJournal,
  type Trouble,
  Troubles,
} from '../../router/index.js';
import { NetStatistics } from '../checkers/index.js';
import { Conversations } from '../diagnosis/index.js';
import { HistoryRecorder, type Operation } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import type { RunFolder } from '../store/store.js';
import { Observers } from './observers.js';

/** Callbacks for the watcher of a run. */
export interface RecordsListener {
  /** An operation began or ended. */
  readonly operation?: (operation: Operation) => void;
  /** A trouble of a node, if it is among the first few of its kind. */
  readonly trouble?: (trouble: Trouble) => void;
  /** A line of a node's log. */
  readonly log?: (node: string, line: string) => void;
}

export class Records {
  readonly recorder: HistoryRecorder;
  readonly statistics = new NetStatistics();
  readonly observers = new Observers(this.statistics);
  readonly conversations: Conversations;
  readonly troubles = new Troubles();
  /** Records all events of the network. */
  readonly journal: Journal;
  /** Records all events of the nodes except messages. */
  readonly cluster: ClusterListener;

  /** `folder` is undefined if the run is not stored; `journal` is one more that gets all events. */
  constructor(
    { nodes }: Pick<TestOptions, 'nodes'>,
    folder: RunFolder | undefined,
    listener: RecordsListener = {},
    journal?: Journal,
  ) {
    this.recorder = new HistoryRecorder((operation) => {
      folder?.history.write(printExact(operation));
      listener.operation?.(operation);
    });
    this.conversations = new Conversations(nodes, (client) => this.observers.has(client));
    this.journal = new Journals([
      this.observers,
      this.conversations,
      ...(folder === undefined ? [] : [new NdjsonJournal((line) => folder.journal.write(line))]),
      ...(journal === undefined ? [] : [journal]),
    ]);
    this.cluster = {
      trouble: (trouble) => {
        if (this.troubles.add(trouble)) listener.trouble?.(trouble);
      },
      log: (node, line) => {
        folder?.log(node, line);
        listener.log?.(node, line);
      },
    };
  }
}
