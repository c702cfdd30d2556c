/** Runs the example for AVA: npx ava --config docs/examples/ava.config.mjs */
export default { files: ['docs/examples/*.ava.test.js'] };
