export * from './company-card.ts';
export * from './deal-card.ts';
export * from './endpoint.ts';
export * from './metric-groups.ts';
export * from './parts.ts';
export * from './problem.ts';
export * from './version.ts';
