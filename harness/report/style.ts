/** The style of a report, in addition to that of all pages. */

import { styleOf } from '../page/style.js';

export const REPORT_STYLE = styleOf(new URL('./style/report.css', import.meta.url));
