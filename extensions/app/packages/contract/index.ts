export * from './company-card.ts';
export * from './deal-card.ts';
export * from './endpoint.ts';
export * from './partner-page.ts';
export * from './parts.ts';
export * from './problem.ts';
export * from './programme-page.ts';
export * from './version.ts';
