import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../test/support/postgres.ts';
import { Secret } from '../ops/secret.ts';
import { withPortal } from './db.ts';
import { readTokens, saveTokens } from './oauth-tokens.ts';
import { connectPortal } from './portals.ts';
import { sealTokensAgain } from './seal-again.ts';
import { createTokenCipher } from './token-cipher.ts';

const key = (id: string, fill: number) => ({ id, key: new Secret(Buffer.alloc(32, fill).toString('base64')) });
const [OLD, NEW] = [key('old', 1), key('new', 2)];
const pair = (portalId: number) => ({
  accessToken: `access-${portalId}`,
  refreshToken: `refresh-${portalId}`,
  obtainedMs: 1,
  expiresMs: 2,
});

describe('a replaced key', () => {
  const database = testDatabase();

  it('can leave once all tokens are sealed again: the new ring opens them, and repeating does nothing', async () => {
    const { db } = database;
    const [before, both, after] = [[OLD], [NEW, OLD], [NEW]].map(createTokenCipher);
    if (!before || !both || !after) throw new Error('three rings');
    for (const portalId of [1, 2, 3]) {
      await withPortal(db, portalId, async (tx) => {
        await connectPortal(tx, { userId: '7', scopes: [] });
        await saveTokens(tx, portalId === 3 ? both : before, pair(portalId));
      });
    }
    await expect(readTokens(db, after, 1)).rejects.toThrow('put that key back into TOKEN_KEYS');
    expect(await sealTokensAgain(db, both)).toEqual({ accounts: 3, sealed: 2 });
    for (const portalId of [1, 2, 3]) expect(await readTokens(db, after, portalId)).toMatchObject(pair(portalId));
    expect(await sealTokensAgain(db, both)).toEqual({ accounts: 3, sealed: 0 });
  });

  it('is missed before anything is written when it left too early', async () => {
    const stranger = createTokenCipher([key('other', 3)]);
    await expect(sealTokensAgain(database.db, stranger)).rejects.toThrow('TOKEN_KEYS');
  });
});
