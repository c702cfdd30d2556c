/** The other side of `fresh-process.ts`: imports a module, calls the function that was named, and sends its result back. */

const [, , moduleUrl = '', name = '', args = ''] = process.argv;

const module = (await import(moduleUrl)) as Record<string, (...given: unknown[]) => Promise<unknown>>;
const measure = module[name];
if (measure === undefined) throw new Error(`${moduleUrl} exports no ${name}`);
const result = await measure(...(JSON.parse(args) as unknown[]));
process.send?.({ result }, () => process.disconnect());
