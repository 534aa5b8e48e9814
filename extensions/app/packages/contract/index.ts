export * from './company-card.ts';
export * from './deal-card.ts';
export * from './endpoint.ts';
<<<<<<< HEAD
export * from './metric-groups.ts';
=======
export * from './partner-page.ts';
>>>>>>> main
export * from './parts.ts';
export * from './problem.ts';
export * from './programme-page.ts';
export * from './settings-change.ts';
export * from './settings-commands.ts';
export * from './settings-page.ts';
export * from './settings-parts.ts';
export * from './version.ts';
