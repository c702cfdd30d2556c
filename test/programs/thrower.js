/** A node that ends, as soon as it has input, by throwing what is no Error. */

process.stdin.once('data', () => {
  throw null;
});
