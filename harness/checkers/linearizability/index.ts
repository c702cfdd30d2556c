/** Linearizability of a history on a sequential model. */

export type { Explanation } from './explanation.js';
export { linearizable, linearizableByKey } from './linearizable.js';
export type { Model } from './model.js';
export { linearizableRegisters, unfitForRegisters } from './registers.js';
export { casRegister, register } from './register.js';
