/**
 * `npm run rotate-keys`: seals all stored tokens with the first key of TOKEN_KEYS. Put the new key first, restart the
 * server, run this, then take the old key out of TOKEN_KEYS and restart again.
 */
import { loadConfig } from '../server/config.ts';
import { sealTokensAgain } from '../server/store/seal-again.ts';
import { createTokenCipher } from '../server/store/token-cipher.ts';
import { fail, withDatabase } from './lib/with-database.ts';

try {
  const cipher = createTokenCipher(loadConfig().tokenKeys);
  await withDatabase(async (db) => {
    const { accounts, sealed } = await sealTokensAgain(db, cipher);
    process.stdout.write(
      `${accounts} accounts: ${sealed} sealed again with key "${cipher.currentKeyId}", the others already were.\n`,
    );
  });
} catch (error) {
  fail(error);
}
