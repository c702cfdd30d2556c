export default {
  files: ['dist/test/**/*.test.js'],
  // Worker threads do not give tests process.chdir or signals of their own; child processes do.
  workerThreads: false,
  timeout: '60s',
};
