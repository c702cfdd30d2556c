/** What to tell of an error that ended a task of a worker thread: errors do not travel between threads unharmed. */

/** Errors with a name of their own were written to be read; of the others the stack helps more. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ours = [
    'UsageError',
    'StartError',
    'InitError',
    'SetUpError',
    'ControlError',
    'DeadlockError',
    'RpcError',
  ];
  return ours.includes(error.name) ? error.message : (error.stack ?? error.message);
}
