/** How texts are packed into the elements of a page: what the page's writer and its script agree on. */

export interface TextTable {
  /** The first row of each block of text. */
  readonly blocks: readonly number[];
  /** Likewise of the long texts, which rows refer to. */
  readonly longBlocks: readonly number[];
}

/** In a row of texts: it is a long one, of this number. No JSON begins so. */
export const LONG_MARK = '\u0001';
