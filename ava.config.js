export default {
  files: ['dist/test/**/*.test.js'],
  // Each file runs in a worker thread, as is ava's default: processes take a tenth of the suite's time to start. So no test may
  // rely on a working directory or signals of its own; those of the command line start a process for that.
  timeout: '60s',
};
