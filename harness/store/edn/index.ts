/** EDN, the notation of Jepsen's files: read, printed, and our histories and results in it. */

export { printOperation } from './operation.js';
export { ednElements, EdnError, type Form, readEdn } from './reader.js';
export { printResults } from './results.js';
export { EdnMap, Tagged, toJson } from './values.js';
