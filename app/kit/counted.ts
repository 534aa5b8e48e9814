/** "1 deal", "2 deals": for reasons, which are sentences of the result itself. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
