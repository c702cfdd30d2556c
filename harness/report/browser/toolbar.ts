/** The buttons above the diagram. */

import { byId } from '../../page/browser/dom.js';
import type { Diagram } from './diagram.js';
import { TimeLapse } from './time-lapse.js';

export function wireToolbar(diagram: Diagram, title: string): void {
  const { window } = diagram.panel;
  const act = (id: string, action: () => void): void => byId(id).addEventListener('click', action);
  act('zoom-in', () => window.zoom(0.5, window.center));
  act('zoom-out', () => window.zoom(2, window.center));
  act('earlier', () => window.move(-0.4));
  act('later', () => window.move(0.4));
  act('whole', () => window.showAll());
  act('previous', () => diagram.step(-1));
  act('next', () => diagram.step(1));
  act('svg', () => save(diagram.svg(title), 'diagram.svg'));
  const play = byId('play');
  const lapse = new TimeLapse(
    window,
    (time) => (diagram.until = time),
    (isPlaying) => play.setAttribute('aria-pressed', String(isPlaying)),
  );
  act('play', () => lapse.toggle());
  diagram.panel.canvas.addEventListener('pointerdown', () => lapse.stop());
}

function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
