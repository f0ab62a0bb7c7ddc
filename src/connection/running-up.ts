import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lifeOf, processIdentity } from '../process-identity';

/** What other commands on this machine need to know of a running `up`. */
export interface RunningUp {
  /** Temporal's address, for instance `127.0.0.1:7233`. */
  readonly address: string;
  readonly namespace: string;
  /** Temporal's web interface. */
  readonly uiUrl?: string;
  readonly gatewayUrl?: string;
}

const written = z.object({
  address: z.string(),
  namespace: z.string(),
  uiUrl: z.string().optional(),
  gatewayUrl: z.string().optional(),
  process: z.object({ host: z.string(), pid: z.int(), started: z.string() }),
});

const fileOf = (dataDir: string) => join(dataDir, 'up.json');

/** Called by `up`, which holds the data directory. Readers see the old file or the new one, never a half of it. */
export function writeAddress(dataDir: string, up: RunningUp): void {
  const draft = `${fileOf(dataDir)}.draft`;
  writeFileSync(draft, `${JSON.stringify({ ...up, process: processIdentity() }, undefined, 2)}\n`);
  renameSync(draft, fileOf(dataDir));
}

/** The `up` that runs with this data directory on this machine; what a killed one left behind is not believed. */
export function readAddress(dataDir: string): (RunningUp & { readonly pid: number }) | undefined {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(fileOf(dataDir), 'utf8'));
  } catch {
    return undefined; // none has run here, or the file was cut short with the machine
  }
  const parsed = written.safeParse(content);
  if (!parsed.success || lifeOf(parsed.data.process) !== 'alive') return undefined;
  const { process, ...up } = parsed.data;
  return { ...up, pid: process.pid };
}

/** Called by `up` when it stops. */
export function removeAddress(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
