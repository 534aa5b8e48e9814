import { execFile } from 'node:child_process';
import { access, constants, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Names under which Linux, macOS and Windows install a Chrome or Chromium. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A headless start that asks nothing of the network, the GPU or the user. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

export interface Chromium {
  readonly executablePath: string;
  /** Environment to start it with. */
  readonly env: Record<string, string>;
}

/**
 * Finds a browser: `CHROMIUM_PATH`, else an installed one, else the headless Chromium that comes as a development
 * dependency and is unpacked on first use (about 3 s).
 * @throws Error when `CHROMIUM_PATH` names no program.
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<Chromium> {
  const plain = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const named = env.CHROMIUM_PATH;
  if (named) {
    if (await isProgram(named)) return { executablePath: named, env: plain };
    throw new Error(`CHROMIUM_PATH is ${named}, which is no program. Correct it or leave it out.`);
  }
  const dirs = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const candidate of [...dirs.flatMap((dir) => NAMES.map((name) => path.join(dir, name))), ...FIXED]) {
    if (await isProgram(candidate)) return { executablePath: candidate, env: plain };
  }
  const dir = await unpackChromium(plain);
  const libraries = path.join(dir, 'al2023', 'lib');
  return {
    executablePath: path.join(dir, 'chromium'),
    env: { ...plain, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: path.join(dir, 'fonts') },
  };
}

/**
 * Unpacks into a folder of this user, whole or not at all: the package itself writes straight into the shared temporary
 * folder, where a second process would start a half-written file.
 */
async function unpackChromium(env: Record<string, string>): Promise<string> {
  const dir = path.join(tmpdir(), `partner-pulse-chromium-${userInfo().uid}`);
  if (await isProgram(path.join(dir, 'chromium'))) return dir;
  const staging = `${dir}.${process.pid}`;
  await mkdir(staging, { recursive: true, mode: 0o700 });
  const unpack = "import('@sparticuz/chromium').then((m) => m.default.executablePath())";
  await promisify(execFile)(process.execPath, ['-e', unpack], {
    cwd: import.meta.dirname,
    // The name of that runtime makes the package unpack the system libraries as well, so that none need be installed.
    env: { ...env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
  // The fonts are for characters that the page's own font lacks; the file that comes along names another folder.
  const fonts = path.join(dir, 'fonts');
  const config = `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${dir}/font-cache</cachedir></fontconfig>`;
  await writeFile(path.join(staging, 'fonts', 'fonts.conf'), config);
  await rename(staging, dir).catch(async (error: NodeJS.ErrnoException) => {
    // Another process was faster; its folder is as good.
    await rm(staging, { recursive: true, force: true });
    if (!(await isProgram(path.join(dir, 'chromium')))) throw error;
  });
  return dir;
}

const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
