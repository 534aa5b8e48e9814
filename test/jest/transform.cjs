// Jest's transform: the same type stripping that Node applies at run time, so tests run the code that ships.
const { stripTypeScriptTypes } = require('node:module');
const crypto = require('node:crypto');
const fs = require('node:fs');

process.removeAllListeners('warning');
const own = fs.readFileSync(__filename);

module.exports = {
  process(source, filename) {
    if (filename.endsWith('.tsx')) {
      const { transformSync } = require('esbuild');
      const { code } = transformSync(source, {
        loader: 'tsx',
        jsx: 'automatic',
        format: 'esm',
        target: 'es2024',
        sourcefile: filename,
        sourcemap: 'inline',
      });
      return { code };
    }
    return { code: stripTypeScriptTypes(source, { mode: 'strip' }) };
  },
  getCacheKey(source, filename, { configString }) {
    return crypto
      .createHash('sha1')
      .update(own)
      .update(source)
      .update(filename)
      .update(process.version)
      .update(configString ?? '')
      .digest('hex');
  },
};
