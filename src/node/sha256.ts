import { createHash } from 'node:crypto';

/**
 * SHA-256 of text (as UTF-8) or bytes, as 64 hexadecimal digits.
 *
 * @example sha256('abc').slice(0, 8) // 'ba7816bf'
 */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
