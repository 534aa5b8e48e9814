import { readFileSync } from 'node:fs';

/** Peak memory of this process: the kernel's own high-water mark where there is one, since Node's counts the parent's memory before exec. */
export function peakBytes(): number {
  try {
    const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
