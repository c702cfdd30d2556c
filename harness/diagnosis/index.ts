/** Diagnoses of nodes' errors, from the journal and the history. */

export { Conversations, type Passing } from './conversations.js';
export { diagnose, diagnosed, diagnosesOf, isRemark, sentenceOf } from './diagnose.js';
export { type Diagnosis, type DiagnosisKind, subject } from './diagnosis.js';
export { crashedNodes, failsRun, failsStrictly, isTroubleKind } from './failing.js';
