/** A button that copies a text, and says so. */

import { button } from './dom.js';

/** Milliseconds for which the button says that it has copied. */
const SAID = 1500;

export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const element = button(label, () => {
    void copy(text()).then((isCopied) => {
      element.textContent = isCopied ? 'Copied' : 'Copying is not allowed here';
      setTimeout(() => (element.textContent = label), SAID);
    });
  });
  return element;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
