import { closeSync, copyFileSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync } from 'node:fs';
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
const tailBytes = 65_536;

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
    copyIfPossible(file);
    ftruncateSync(fd);
  };
  keepBounded();
  const openedAt = fstatSync(fd).size;
  const looking = setInterval(keepBounded, limits.lookEveryMs).unref();
  return {
    file,
    fd,
    lastLines(count) {
      const { size } = fstatSync(fd);
      const from = Math.max(size < openedAt ? 0 : openedAt, size - tailBytes);
      const tail = Buffer.alloc(size - from);
      readSync(fd, tail, 0, tail.length, from);
      const lines = tail.toString('utf8').split('\n');
      return lines.filter((line) => line.trim() !== '').slice(-count);
    },
    close() {
      clearInterval(looking);
      closeSync(fd);
    },
  };
}

function copyIfPossible(file: string): void {
  try {
    copyFileSync(file, `${file}.1`);
  } catch {
    // A full disk, or somebody removed the file: to empty it is what matters then, and not worth an end of the program.
  }
}
