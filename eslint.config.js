import { config as hubspot } from '@hubspot/eslint-config-ui-extensions';
import parser from '@typescript-eslint/parser';

/** Only what HubSpot receives is linted here, with HubSpot's own rules; Biome covers everything. */
export default [
  { ignores: ['**/node_modules/**', '**/dist/**'] },
  ...hubspot.map((entry) => ({ ...entry, files: ['extensions/**/*.{ts,tsx}'] })),
  { files: ['extensions/**/*.{ts,tsx}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } },
];
