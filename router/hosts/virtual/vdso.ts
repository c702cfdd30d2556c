/** Finds the functions of the vDSO: an ELF image in memory, read by its dynamic section as the loader does. */

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_STRTAB = 5;
const DT_SYMTAB = 6;
const SYMBOL_SIZE = 24;

/** The offset of each function from the image's beginning. Throws on an image without a dynamic symbol table. */
export function vdsoFunctions(image: Buffer): ReadonlyMap<string, number> {
  const number = (at: number): number => Number(image.readBigUInt64LE(at));
  const headers = number(32);
  let base = 0;
  let dynamic: { readonly at: number; readonly size: number } | undefined;
  for (let i = 0; i < image.readUInt16LE(56); i++) {
    const header = headers + i * image.readUInt16LE(54);
    const type = image.readUInt32LE(header);
    if (type === PT_LOAD) base = number(header + 16) - number(header + 8);
    if (type === PT_DYNAMIC) dynamic = { at: number(header + 8), size: number(header + 40) };
  }
  if (dynamic === undefined) throw new Error('the vDSO has no dynamic section');
  const tables = new Map<number, number>();
  for (let at = dynamic.at; at < dynamic.at + dynamic.size; at += 16)
    tables.set(number(at), number(at + 8) - base);
  const symbols = tables.get(DT_SYMTAB);
  const strings = tables.get(DT_STRTAB);
  if (symbols === undefined || strings === undefined) throw new Error('the vDSO has no symbol table');
  const found = new Map<string, number>();
  // The table of strings follows that of symbols: no other field gives the number of symbols on every kernel.
  for (let at = symbols; at + SYMBOL_SIZE <= strings; at += SYMBOL_SIZE) {
    const start = strings + image.readUInt32LE(at);
    const name = image.toString('latin1', start, image.indexOf(0, start));
    const value = number(at + 8);
    if (value !== 0) found.set(name, value - base);
  }
  return found;
}
