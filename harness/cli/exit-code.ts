/** What the exit status tells (spec section 16). */
export const ExitCode = { valid: 0, invalid: 1, unknown: 2, usage: 254, crash: 255 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
