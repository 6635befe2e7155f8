/** 64 bits as two signed 32-bit words, each in [-2^31, 2^31): the form in which keys are kept in an Int32Array and mixed fastest. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

const scramble = (word: number, first: number, bits: number, second: number): number => Math.imul(rotate(Math.imul(word, first), bits), second);

function finalise(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * MurmurHash3_x86_128 (A. Appleby, 2011, public domain): 128 bits of any sequence of bytes, in 32-bit arithmetic only, so the same in
 * every engine. Not cryptographic. Its length is part of what is hashed, so that no message stands for its own repetition or continuation.
 * Messages of up to 4 bytes are told apart by the first word alone and repeat the second word in the third and fourth.
 *
 * @param bytes the message
 * @param seed 32-bit integer
 * @returns four unsigned 32-bit words, most significant first as the reference prints them
 * @example murmurHash3(new Uint8Array([97])) // [0x3c9394a7, 0x1bb05655, 0x1bb05655, 0x1bb05655]
 */
export function murmurHash3(bytes: Uint8Array, seed = 0): [number, number, number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length;
  const whole = length - (length % 16);
  let h1 = seed | 0;
  let h2 = h1;
  let h3 = h1;
  let h4 = h1;

  for (let i = 0; i < whole; i += 16) {
    h1 ^= scramble(view.getInt32(i, true), C1, 15, C2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= scramble(view.getInt32(i + 4, true), C2, 16, C3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= scramble(view.getInt32(i + 8, true), C3, 17, C4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= scramble(view.getInt32(i + 12, true), C4, 18, C1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }

  // The reference mixes in only the words of the tail that exist; a word of zeros scrambles to zero, so padding says the same.
  const tail = new DataView(new ArrayBuffer(16));
  for (let i = whole; i < length; i++) tail.setUint8(i - whole, bytes[i]);
  h1 ^= scramble(tail.getInt32(0, true), C1, 15, C2);
  h2 ^= scramble(tail.getInt32(4, true), C2, 16, C3);
  h3 ^= scramble(tail.getInt32(8, true), C3, 17, C4);
  h4 ^= scramble(tail.getInt32(12, true), C4, 18, C1);

  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finalise(h1);
  h2 = finalise(h2);
  h3 = finalise(h3);
  h4 = finalise(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  return [h1 >>> 0, h2 >>> 0, h3 >>> 0, h4 >>> 0];
}

/** The UTF-16 code units of a text, low byte first: no two texts share them, lone surrogates included, and no encoder is needed. */
function codeUnits(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit & 0xff;
    bytes[2 * i + 1] = unit >>> 8;
  }
  return bytes;
}

/**
 * 128 bits of a text: `murmurHash3` of its UTF-16LE code units. Texts that look alike but are composed of different characters
 * ("é" as one or as two code points) are different texts.
 *
 * @returns four unsigned 32-bit words
 */
export function hash128(text: string): [number, number, number, number] {
  return murmurHash3(codeUnits(text));
}

/**
 * 64 bits of a text, for keys: the first two words of `hash128`. Among a million texts the probability that any two share them is 3e-8.
 *
 * @example hash64('ministry.health') // { high, low }: the key of that organisation's draws
 */
export function hash64(text: string): Hash64 {
  const [high, low] = hash128(text);
  return { high: high | 0, low: low | 0 };
}

/**
 * 128 bits of a text as 32 hexadecimal digits, for generators that take a text: always of one length, whatever the text's.
 *
 * @example hashText('1') !== hashText('11') // true
 */
export function hashText(text: string): string {
  return hash128(text)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}
