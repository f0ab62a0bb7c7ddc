import { readFileSync } from 'node:fs';

/** A file that could not be read; `code` is the system's (`ENOENT`, `EACCES`). */
export class UnreadableFile extends Error {
  constructor(readonly code: string) {
    super(`cannot be read (${code})`);
    this.name = 'UnreadableFile';
  }
}

/** @throws {UnreadableFile} */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UnreadableFile((error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}
