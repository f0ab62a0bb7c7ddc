import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** One row as it is after a change; `null` when it is gone. */
export type JournalEntry = readonly [table: string, key: string, row: unknown];

/**
 * An append-only file of changes: one line is one change, with every row that it touched, whole.
 *
 * A line is handed to the operating system before the answer is sent, so that a killed process (not a machine that
 * loses its power) forgets nothing that it has acknowledged. One process at a time may use a file.
 */
export class Journal {
  private constructor(
    private readonly path: string,
    private fd: number,
    private size: number,
  ) {}

  /**
   * Opens the file, or makes it, and hands over what it remembers, oldest first.
   *
   * @throws {Error} a line within the file cannot be read. Half a line at the end was never acknowledged, and is dropped
   */
  static open(path: string, replay: (entries: readonly JournalEntry[]) => void): Journal {
    mkdirSync(dirname(path), { recursive: true });
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const lines = text.split('\n');
    // What follows the last line break is empty, or was being written when the process died.
    const torn = lines.pop() ?? '';
    lines.forEach((line, index) => replay(parse(line, path, index + 1)));
    const fd = openSync(path, 'a');
    const size = Buffer.byteLength(text) - Buffer.byteLength(torn);
    ftruncateSync(fd, size);
    return new Journal(path, fd, size);
  }

  append(entries: readonly JournalEntry[]): void {
    try {
      this.size += writeAll(this.fd, `${JSON.stringify(entries)}\n`);
    } catch (error) {
      // Half a line in the middle would make the whole file unreadable.
      ftruncateSync(this.fd, this.size);
      throw error;
    }
  }

  /** Replaces the file by the rows that are left, in one rename: a crash leaves the old file or the new one. */
  compact(rows: Iterable<JournalEntry>): void {
    const compacted = `${this.path}.compacting`;
    const fd = openSync(compacted, 'w');
    let size = 0;
    for (const entry of rows) size += writeAll(fd, `${JSON.stringify([entry])}\n`);
    closeSync(fd);
    closeSync(this.fd);
    renameSync(compacted, this.path);
    this.fd = openSync(this.path, 'a');
    this.size = size;
  }

  clear(): void {
    ftruncateSync(this.fd, 0);
    this.size = 0;
  }

  close(): void {
    closeSync(this.fd);
  }
}

function parse(line: string, path: string, number: number): readonly JournalEntry[] {
  try {
    return JSON.parse(line) as readonly JournalEntry[];
  } catch {
    // The line itself may hold an address: it is not part of the message.
    throw new Error(`${path}: line ${number} is damaged. Remove the file to start with empty simulators.`);
  }
}

/** A write may take fewer bytes than it was given (a full disk, say): the rest follows, or the error is thrown. */
function writeAll(fd: number, text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  let written = 0;
  while (written < bytes.length) written += writeSync(fd, bytes, written);
  return written;
}
