export { hubspot } from '../sdk.ts';
export { SettingsPage } from './settings-page.tsx';
