/**
 * Where a thread of the pool begins: loads a module by `import()` and has it do a task.
 *
 * CommonJS, because the pool loads its file with `require`: a thread that is killed while it requires an ES module takes the
 * whole process with it (a fatal error of V8 in Node 20 and 22).
 */

interface Entry {
  /** The URL of a module whose default export does the task. */
  readonly module: string;
  readonly task: unknown;
}

module.exports = async function runTask({ module, task }: Entry): Promise<unknown> {
  const { default: run } = (await import(module)) as { readonly default: (task: unknown) => unknown };
  return run(task);
};
