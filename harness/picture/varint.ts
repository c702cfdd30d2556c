/**
 * Columns of whole numbers as bytes, small numbers in few: seven bits a byte, the lowest first, the eighth says that
 * more follow. Numbers may be as large as a double holds exactly.
 */

/** Numbers from 0 to 2^53 - 1. */
export function packNumbers(numbers: ArrayLike<number>): Uint8Array {
  let bytes = new Uint8Array(numbers.length + 16);
  let end = 0;
  for (let i = 0; i < numbers.length; i++) {
    if (end + 8 > bytes.length) {
      const more = new Uint8Array(bytes.length * 2);
      more.set(bytes);
      bytes = more;
    }
    let rest = numbers[i] ?? 0;
    while (rest > 127) {
      bytes[end++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    bytes[end++] = rest;
  }
  return bytes.subarray(0, end);
}

/** Fills `into` with what `packNumbers` packed. */
export function unpackNumbers<A extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  bytes: Uint8Array,
  into: A,
): A {
  let at = 0;
  for (let i = 0; i < into.length; i++) {
    let byte = bytes[at++] ?? 0;
    let value = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
    }
    into[i] = value;
  }
  return into;
}

/**
 * Packs numbers with small differences, such as times in order, so that `packNumbers` needs a byte or two for each.
 */
export function differences(numbers: ArrayLike<number>): Float64Array {
  const result = new Float64Array(numbers.length);
  let before = 0;
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] ?? 0;
    const difference = value - before;
    // Negative differences are rare, and take the odd numbers.
    result[i] = difference >= 0 ? difference * 2 : -difference * 2 - 1;
    before = value;
  }
  return result;
}

/** Turns differences back into numbers, in place. */
export function sums(numbers: Float64Array): Float64Array {
  let before = 0;
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] ?? 0;
    before += value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    numbers[i] = before;
  }
  return numbers;
}
