/** Eddy's mark, a swirl: as a picture of its own beside a name, and as the icon of a page. */

const SWIRL = 'M10.2 8.1a2.2 2.2 0 1 0-2.1 2.2 4.3 4.3 0 1 1 4.3-4.4M4.2 10.6a6 6 0 0 0 9.5-1.2';

/** Markup that takes the colour of the text around it. */
export const MARK = `<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"><path d="${SWIRL}"/></svg>`;

/** A data URL. */
export const FAVICON = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0b5cad"/><path d="${SWIRL}" fill="none" stroke="#fff" stroke-width="1.7" stroke-linecap="round"/></svg>`,
)}`;
