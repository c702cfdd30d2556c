/** The user asked for something that cannot be: exit status 254, and the message is all they see. */
export class UsageError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UsageError';
  }
}

/** For what goes wrong in one of several runs: the others go on, but what the user got wrong ends them all. */
export function unlessUsage(error: unknown): Error {
  if (error instanceof UsageError) throw error;
  return error instanceof Error ? error : new Error(String(error));
}
