/** The user asked for something that cannot be: exit status 254, and the message is all they see. */
export class UsageError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UsageError';
  }
}
