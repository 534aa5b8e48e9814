/** Shows what the demo is doing, on the error output, so that standard output holds nothing but results. */
export interface Progress {
  /** Shows a step while `work` runs, then how long it took. */
  step<T>(title: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
  say(text: string): void;
}

const REDRAW_MS = 250;

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return {
    async step(title, work) {
      const line = openLine(stream, title);
      try {
        const result = await work(line.detail);
        line.close('done');
        return result;
      } catch (error) {
        line.close('not finished');
        throw error;
      }
    },
    say: (text) => {
      stream.write(`${text}\n`);
    },
  };
}

/** On a terminal one line that is redrawn; in a file one line per change of the detail. */
function openLine(stream: NodeJS.WriteStream, title: string) {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
  let text = '';
  const draw = () => stream.write(`\r\x1b[K${title} … ${text} ${seconds()}`);
  const timer = stream.isTTY ? setInterval(draw, REDRAW_MS) : undefined;
  if (!stream.isTTY) stream.write(`${title} …\n`);
  return {
    detail(changed: string) {
      if (changed === text) return;
      text = changed;
      if (!stream.isTTY) stream.write(`  ${text}\n`);
    },
    close(outcome: string) {
      clearInterval(timer);
      if (stream.isTTY) stream.write('\r\x1b[K');
      stream.write(`${title}: ${[text, outcome].filter(Boolean).join(', ')} (${seconds()})\n`);
    },
  };
}
