import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from '../../support/temp-folder';
import { bridge } from '../support/captured';

/** What is typed, what must be offered, and what must not. */
const cases: readonly [typed: string, offers: readonly string[], offersNot: readonly string[]][] = [
  ['bridge ship', ['shipment', 'shipments'], ['sync', '--json']],
  ['bridge --config here.yaml rec', ['reconcile'], ['here.yaml']],
  ['bridge shipments --st', ['--store', '--stage'], ['--choice']],
  ['bridge shipments --stage in', ['in-warehouse'], ['held', 'shipments']],
  ['bridge shipments --attention short', ['short-picked'], ['unmappable']],
  ['bridge sync st', ['stock'], ['articles']],
  ['bridge sync --store retail st', ['stock'], ['articles']],
  // `shipments` is a job here, and no command.
  ['bridge sync shipments --', ['--store', '--goods-owner'], ['--attention', '--stage']],
  ['bridge preview shipment --', ['--against', '--all'], ['--timeout']],
  ['bridge sync stock ', [], ['articles', 'here.yaml']],
  // Ids are not known, and a file is none.
  ['bridge shipment ', [], ['here.yaml']],
  ['bridge shipments --config he', ['here.yaml'], ['shipments']],
];

/** A folder with the shell's script and a file that completion of files finds. */
async function prepare(shell: string): Promise<{ folder: string; script: string }> {
  const folder = aFolder();
  const script = join(folder, `bridge.${shell}`);
  writeFileSync(script, (await bridge(['completion', shell])).out);
  writeFileSync(join(folder, 'here.yaml'), '');
  return { folder, script };
}

async function offeredByFish(typed: string): Promise<string[]> {
  const { folder, script } = await prepare('fish');
  const out = execFileSync('fish', ['--no-config', '-c', `source ${script}; complete -C "${typed}"`], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, HOME: folder },
  });
  return out.split('\n').map((line) => line.split('\t')[0] ?? '');
}

/** Completion is zsh's line editor's: a shell at a terminal of its own, whose key for it writes down what is offered. */
const driver = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'source ./setup.zsh'
until [[ "$(<offered)" == *READY* ]]; do sleep 0.05; done
zpty -w -n shell "$1"$'\\t'
until [[ "$(<offered)" == *END* ]]; do sleep 0.05; done
zpty -d shell
`;
const setup = (script: string) => `
autoload -Uz compinit; compinit -u -D
source ${script}
compadd() {
  builtin compadd "$@"
  local -a found; builtin compadd -O found "$@"
  (( $#found )) && print -rl -- $found >> offered
}
offer() { _main_complete; print -r -- END >> offered }
zle -C offer complete-word offer
bindkey '^I' offer
print -r -- READY >> offered
`;

async function offeredByZsh(typed: string): Promise<string[]> {
  const { folder, script } = await prepare('zsh');
  writeFileSync(join(folder, 'setup.zsh'), setup(script));
  writeFileSync(join(folder, 'driver.zsh'), driver);
  writeFileSync(join(folder, 'offered'), '');
  execFileSync('zsh', ['-f', 'driver.zsh', typed], {
    cwd: folder,
    env: { ...process.env, HOME: folder, TERM: 'dumb' },
  });
  const out = readFileSync(join(folder, 'offered'), 'utf8');
  return out.split('\n').filter((line) => !['READY', 'END', ''].includes(line));
}

describe.each([
  { shell: 'fish', offered: offeredByFish },
  { shell: 'zsh', offered: offeredByZsh },
])('bridge completion, run by the shell itself', ({ shell, offered }) => {
  const isThere = spawnSync(shell, ['--version']).status === 0;
  const where = isThere ? describe : describe.skip;
  where(isThere ? shell : `${shell} is not on PATH (Debian package ${shell}): skipped`, () => {
    it.each(cases)('after "%s": %j, not %j', async (typed, offers, offersNot) => {
      const found = await offered(typed);
      expect(found).toEqual(expect.arrayContaining([...offers]));
      expect(found.filter((word) => offersNot.includes(word))).toEqual([]);
    });
  });
});
