import { bash } from './bash';
import { fish } from './fish';
import type { AllWords } from './words';
import { zsh } from './zsh';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A script that teaches a shell the words of `bridge`. */
export function completionScript(shell: Shell, words: AllWords): string {
  return { bash, zsh, fish }[shell](words);
}
