import { closeSync, copyFileSync, ftruncateSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface BoundedLog {
  readonly file: string;
  /** For a child process to write to. */
  readonly fd: number;
  /** The last lines since it was opened, oldest first. */
  lastLines(count: number): string[];
  close(): void;
}

const maxBytes = 5_000_000;
const lookEveryMs = 15_000;

/**
 * A file that a child process writes to by itself, so that neither waits for the other, and that stays bounded: at
 * 5 MB it is copied to `<file>.1` and emptied. (Lines that arrive between the two are lost: it is a diary, not a
 * record.) It is opened for appending, else the child would go on at its old place and leave a hole.
 */
export function openBoundedLog(file: string, limits = { maxBytes, lookEveryMs }): BoundedLog {
  mkdirSync(dirname(file), { recursive: true });
  const fd = openSync(file, 'a+');
  const keepBounded = () => {
    if (fstatSync(fd).size <= limits.maxBytes) return;
    copyFileSync(file, `${file}.1`);
    ftruncateSync(fd);
  };
  keepBounded();
  const openedAt = fstatSync(fd).size;
  const looking = setInterval(keepBounded, limits.lookEveryMs).unref();
  return {
    file,
    fd,
    lastLines(count) {
      const all = readFileSync(file);
      const ours = all.length < openedAt ? all : all.subarray(openedAt);
      const lines = ours
        .toString('utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
      return lines.slice(-count);
    },
    close() {
      clearInterval(looking);
      closeSync(fd);
    },
  };
}
