import { ENVIRONMENT } from '../../server/config.ts';
import type { GeneratedFile } from './generated-file.ts';

const WIDTH = 110;

/** `.env.example`: every setting with its meaning; those with a default are commented out. */
export function generateEnvExample(): GeneratedFile[] {
  const sections = Object.entries(ENVIRONMENT.shape).map(([name, schema]) => {
    const { about, example } = schema.meta() ?? {};
    const fallback: unknown = 'defaultValue' in schema.def ? schema.def.defaultValue : undefined;
    const optional = schema.safeParse(undefined).success;
    const line = `${name}=${String(fallback ?? example ?? '')}`;
    return [...wrap(String(about)), optional ? `#${line}` : line].join('\n');
  });
  const head = [
    '# Settings of the server. Generated from server/config.ts by "npm run generate"; change it there.',
    '# Copy to .env and start with: npm start. Lines that begin with #NAME show defaults or examples.',
  ];
  return [{ path: '.env.example', content: `${[head.join('\n'), ...sections].join('\n\n')}\n` }];
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
