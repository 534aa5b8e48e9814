process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

/** For commands that only print: whoever reads may have seen enough, as `head` has, and that is no error. */
export const print = (text: string): void => void process.stdout.write(text);
