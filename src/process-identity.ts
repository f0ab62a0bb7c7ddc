import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Which process it was. A pid alone is not enough: it is given away again after the process has ended, and in a
 * container every program is number 1.
 */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** When it started, in the words of the operating system: to be compared, not to be read. */
  readonly started: string;
}

/** The identity of a process of this machine, or nothing when there is none with this number (any more). */
export function processIdentity(pid: number = process.pid): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedByPs(pid);
  return started === undefined ? undefined : { host: hostname(), pid, started };
}

/**
 * Whether that very process still runs. `elsewhere`: it belongs to another machine or container, so that only it can
 * say. A process that has ended but has not been fetched by its parent (a zombie) is gone.
 */
export function lifeOf(identity: ProcessIdentity): 'alive' | 'gone' | 'elsewhere' {
  if (identity.host !== hostname()) return 'elsewhere';
  return processIdentity(identity.pid)?.started === identity.started ? 'alive' : 'gone';
}

/** Reads an identity that was written as JSON; nothing when it is not one. */
export function asIdentity(value: unknown): ProcessIdentity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { host, pid, started } = value as Record<string, unknown>;
  if (typeof host !== 'string' || typeof started !== 'string') return undefined;
  return typeof pid === 'number' && Number.isInteger(pid) && pid > 0 ? { host, pid, started } : undefined;
}

/** The kernel counts the start in ticks since boot, so the boot is part of the identity. */
function startedOnLinux(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the name in brackets, which may hold spaces and brackets of its own.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || ticks === undefined) return undefined;
  return `${readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}/${ticks}`;
}

function startedByPs(pid: number): string | undefined {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env, encoding: 'utf8' }).trim();
    const [state, ...started] = line.split(/\s+/);
    return state === undefined || state === '' || state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined; // `ps` ends with 1 when there is no such process
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // gone between two looks, or never there
  }
}
