// Every test, each file in a worker thread of its own, as is AVA's default: `npx ava FILE` runs one of them, `npm run test:all` the
// long ones (`*.long.test.ts`). No test may rely on a working directory or signals of its own; those of the command line start
// a process for that.
export default {
  files: ['dist/test/**/*.test.js'],
  timeout: '10m',
};
