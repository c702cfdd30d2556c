/** The layouts of Eddy's own programs whose messages need a description of where their values are. */

import { GOSSIP_VALUES } from '../../node/index.js';
import type { ValueLayout } from './occurrence.js';

export const VALUE_LAYOUTS: readonly ValueLayout[] = [GOSSIP_VALUES];
