import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Secret } from '../ops/secret.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface SealedToken {
  readonly keyId: string;
  /** Nonce, tag and text, in this order. */
  readonly bytes: Buffer;
}

export interface TokenCipher {
  /** Of the key that seals. */
  readonly currentKeyId: string;
  /** The first key of the ring seals; `purpose` must be repeated to open, so that stored values cannot trade places. */
  seal(text: string, purpose: string): SealedToken;
  /** Throws when the key has left TOKEN_KEYS or the bytes are not what was sealed. */
  open(sealed: SealedToken, purpose: string): string;
}

/** Keys are 32 bytes in base64; the first seals, all open. */
export function createTokenCipher(ring: readonly { readonly id: string; readonly key: Secret }[]): TokenCipher {
  const current = ring[0];
  if (current === undefined) throw new Error('TOKEN_KEYS holds no key');
  const bytesOf = (key: Secret) => Buffer.from(key.reveal(), 'base64');
  return {
    currentKeyId: current.id,
    seal(text, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, bytesOf(current.key), nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { keyId: current.id, bytes: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) };
    },
    open({ keyId, bytes }, purpose) {
      const found = ring.find(({ id }) => id === keyId);
      if (found === undefined) {
        throw new Error(
          `A stored token was sealed with key "${keyId}": put that key back into TOKEN_KEYS, behind the new one.`,
        );
      }
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, bytesOf(found.key), nonce)
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}
