import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aFolder } from '../../support/temp-folder';

/** What to give to `start`, to learn afterwards which modules the program has loaded. */
export function watchLoading() {
  const file = join(aFolder(), 'loaded.json');
  return {
    node: ['-r', resolve(__dirname, 'loaded-modules.cjs')],
    env: { LOADED_MODULES: file },
    /** Paths. */
    loaded: () => JSON.parse(readFileSync(file, 'utf8')) as string[],
  };
}
