/** The pictures of what went wrong, if there are any: in place of the diagram, which a tab brings back. */

import { byId } from '../../page/browser/dom.js';
import { picturesOf } from './pictures/mount.js';
import type { View } from './view.js';

const TABS = [
  ['view-pictures', 'picture'],
  ['view-messages', 'spacetime'],
] as const;

export function wirePictures(view: View): void {
  const { operations, data } = view.run;
  const pictures = picturesOf(data.pictures, (index) => {
    const row = operations.index.indexOf(index);
    if (row >= 0) view.selection.chooseOperation(row);
  });
  if (pictures === undefined) return;
  byId('picture').append(pictures);
  byId('views').hidden = false;
  for (const [tab] of TABS) byId(tab).addEventListener('click', () => select(tab));
  // As tabs behave everywhere: arrows go from one to the other.
  byId('views').addEventListener('keydown', ({ key }) => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const other = TABS.find(([tab]) => byId(tab).getAttribute('aria-selected') === 'false');
    if (other === undefined) return;
    select(other[0]);
    byId(other[0]).focus();
  });
  view.whenDiagramIsWanted = () => select('view-messages');
  select('view-pictures');
}

function select(wanted: string): void {
  for (const [tab, panel] of TABS) {
    byId(tab).setAttribute('aria-selected', String(tab === wanted));
    byId(tab).tabIndex = tab === wanted ? 0 : -1;
    byId(panel).hidden = tab !== wanted;
  }
}
