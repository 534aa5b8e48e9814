import { describe, expect, it } from '@jest/globals';
import { Secret } from '../ops/secret.ts';
import { createTokenCipher } from './token-cipher.ts';

const key = (id: string, byte: number) => ({ id, key: new Secret(Buffer.alloc(32, byte).toString('base64')) });

describe('stored tokens', () => {
  it('are opened by the key that sealed them, also after a new key took the first place', () => {
    const sealed = createTokenCipher([key('old', 1)]).seal('token', '7:access');
    const rotated = createTokenCipher([key('new', 2), key('old', 1)]);
    expect(rotated.open(sealed, '7:access')).toBe('token');
    expect(rotated.seal('token', '7:access').keyId).toBe('new');
  });

  it('never look the same twice', () => {
    const cipher = createTokenCipher([key('k', 1)]);
    expect(cipher.seal('token', 'p').bytes).not.toEqual(cipher.seal('token', 'p').bytes);
  });

  it('of one account or purpose do not open as another’s, nor after a changed byte', () => {
    const cipher = createTokenCipher([key('k', 1)]);
    const sealed = cipher.seal('token', '7:access');
    expect(() => cipher.open(sealed, '8:access')).toThrow();
    expect(() => cipher.open(sealed, '7:refresh')).toThrow();
    const bytes = Buffer.from(sealed.bytes);
    bytes.writeUInt8(bytes.readUInt8(30) ^ 1, 30);
    expect(() => cipher.open({ ...sealed, bytes }, '7:access')).toThrow();
  });

  it('whose key is gone say which setting to mend', () => {
    const sealed = createTokenCipher([key('old', 1)]).seal('token', 'p');
    expect(() => createTokenCipher([key('new', 2)]).open(sealed, 'p')).toThrow(/"old".*TOKEN_KEYS/);
  });
});
