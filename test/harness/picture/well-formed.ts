/** Whether a text is XML of the simple kind that is written here. */

/** What makes this no well-formed XML document of the kind that is written here: characters, tags, entities. */
export function flawOf(xml: string): string | undefined {
  const allowed = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
  if (!allowed.test(xml)) return 'a character that XML does not have';
  const open: string[] = [];
  const markup = /<\?xml [^>]*\?>|<(\/?)(\w+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/y;
  while (markup.lastIndex < xml.length) {
    const at = markup.lastIndex;
    const found = markup.exec(xml);
    if (found === null) return `no markup at ${at}: ${xml.slice(at, at + 40)}`;
    const [, closing, name, attributes = '', alone, text = ''] = found;
    if (/&(?!(amp|lt|gt|quot|#\d+);)/.test(attributes + text)) return `a bare & in ${attributes}${text}`;
    if (text.includes(']]>')) return ']]> in text';
    if (/[\n\t\r]/.test(attributes)) return 'a line end in an attribute';
    if (name === undefined) continue;
    if (closing === '/') {
      if (open.pop() !== name) return `</${name}> closes nothing`;
    } else if (alone !== '/') open.push(name);
  }
  return open.length === 0 ? undefined : `${open.join(' ')} never closed`;
}
