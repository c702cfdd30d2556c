/** Linearizability of a history on a sequential model. */

export type { Explanation, Fragment, Refusal } from './explanation.js';
export {
  type KeyedResult,
  type LinearizabilityResult,
  linearizable,
  linearizableByKey,
} from './linearizable.js';
export type { Call, Model, Outline, Step } from './model.js';
export {
  linearizableRegisters,
  type OneRegisterResult,
  type RegistersResult,
  unfitForRegisters,
} from './registers.js';
export { casRegister, register } from './register.js';
