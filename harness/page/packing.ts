/** The packing of texts into the elements of a page, shared by the page's writer and its script. */

export interface TextTable {
  /** The first row of each block of text. */
  readonly blocks: readonly number[];
  /** The same for the long texts, which rows refer to. */
  readonly longBlocks: readonly number[];
}

/** In a row of texts: marks a reference to a long text by its number. No JSON begins so. */
export const LONG_MARK = '\u0001';
