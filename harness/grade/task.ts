/** What a grading process is asked and answers: plain data, checked by the process that asks. */

import { z } from 'zod';
import { RUNTIMES, type Runtime } from '../../router/index.js';

export type GradeTask =
  /** Which runtime, the first of `runtimes` that can run the program? */
  | { readonly kind: 'choose'; readonly bin: string; readonly runtimes: readonly Runtime[] }
  /** One run of a challenge. */
  | {
      readonly kind: 'run';
      readonly challenge: string;
      readonly bin: string;
      readonly runtime: Runtime;
      readonly seed: number;
    }
  /** Makes a plan, as YAML, small. */
  | { readonly kind: 'shrink'; readonly plan: string; readonly fingerprint: string };

export const gradeAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chosen'), runtime: z.enum(RUNTIMES) }),
  z.strictObject({
    kind: z.literal('ran'),
    isMet: z.boolean(),
    /** Each target that was not met, in words. */
    missed: z.array(z.string()),
    /** Of a run that failed and repeats itself. */
    failure: z.strictObject({ fingerprint: z.string(), plan: z.string() }).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('shrunk'), plan: z.string(), size: z.string() }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
]);

export type GradeAnswer = Readonly<z.infer<typeof gradeAnswer>>;
