export * from './card-words.ts';
export * from './currency.ts';
export * from './formatter.ts';
export * from './keys.ts';
export * from './locale.ts';
export * from './nouns.ts';
export * from './refusals.ts';
<<<<<<< HEAD
export * from './scorecard-words.ts';
=======
export * from './settings-said.ts';
export * from './settings-words.ts';
>>>>>>> main
export * from './words.ts';
