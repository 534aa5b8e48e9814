export * from './card-words.ts';
export * from './currency.ts';
export * from './formatter.ts';
export * from './keys.ts';
export * from './locale.ts';
export * from './nouns.ts';
export * from './refusals.ts';
export * from './words.ts';
