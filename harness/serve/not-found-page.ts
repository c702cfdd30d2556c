/** The page of an address that leads nowhere. It does not repeat the address, which may be anyone's text. */

import type { Document } from '../page/document.js';
import { head, serveStyle } from './head.js';

export function notFoundPage(): Document {
  return {
    title: 'Eddy: not found',
    style: serveStyle(),
    body: `${head()}
<h1>There is nothing here</h1>
<p>No run, sweep or file of this store has this address. It may have been deleted, or the link is incomplete.</p>
<p><a href="/">All runs</a></p>`,
  };
}
