// The fast tests, by the roomful: `npm run build` writes a suite for each room, since to start a thread for each file costs more
// than most of the tests. One after the other within a suite, for a virtual clock yields whenever anything in its thread makes
// a promise.
export default {
  files: ['dist/suites/*.js'],
  serial: true,
  timeout: '10m',
};
