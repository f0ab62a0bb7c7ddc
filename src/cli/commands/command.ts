import type { Command } from 'commander';
import type { ExitCode } from '../exit';
import type { Io } from '../io';

/** What a command's declaration is given. */
export interface Cli {
  readonly io: Io;
  /** Waits for the command's work; its code is the process's. */
  ends(work: Promise<ExitCode>): Promise<void>;
}

/**
 * Declares a command: its words and its help. What it does is loaded when it is called (`heavy`).
 */
export type Declare = (program: Command, cli: Cli) => void;
