/** What nodes did wrong, in sentences: from what the network saw, and from what clients saw. */

export { Conversations, type Passing } from './conversations.js';
export { diagnose, diagnosed, diagnosesOf, isRemark, sentenceOf } from './diagnose.js';
export { type Diagnosis, type DiagnosisKind, subject } from './diagnosis.js';
export { crashedNodes, failsRun, failsStrictly, isTroubleKind } from './failing.js';
