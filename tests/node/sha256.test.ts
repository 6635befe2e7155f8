import { expect, it } from 'vitest';
import { sha256 } from '../../src/node/sha256.js';

it('SHA-256 has the values of FIPS 180-2, appendix B, for text and bytes', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(sha256('abc')).toBe(abc);
  expect(sha256(new Uint8Array([97, 98, 99]))).toBe(abc);
  expect(sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
});

it('SHA-256 of text is that of its UTF-8 bytes', () => {
  expect(sha256('é')).toBe(sha256(new Uint8Array([0xc3, 0xa9])));
});
