/** The store in a web browser. */

export { isLoopback } from './own-hosts.js';
export { serve, type ServeOptions } from './server.js';
