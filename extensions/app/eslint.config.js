import { config } from '@hubspot/eslint-config-ui-extensions';
import * as parser from '@typescript-eslint/parser';

/** HubSpot's own rules for what runs in a card. The general rules are Biome's, at the root. */
export default [
  { ignores: ['node_modules/**', '**/dist/**'] },
  ...config,
  { files: ['**/*.{ts,tsx}'], languageOptions: { parser } },
];
