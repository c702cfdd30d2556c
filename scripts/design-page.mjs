// Writes docs/design.html, the page that shows the design system of harness/page. Needs a build.

import { writeFileSync } from 'node:fs';
import { designPage } from '../dist/scripts/docs/design-page.js';

const file = new URL('../docs/design.html', import.meta.url);
writeFileSync(file, designPage());
process.stdout.write('wrote docs/design.html\n');
