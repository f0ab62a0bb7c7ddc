import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from '../../support/temp-folder';
import { bridge } from '../support/captured';

const script = async (shell: string) => (await bridge(['completion', shell])).out;

/** What bash offers after these words. */
async function offered(...words: string[]): Promise<string[]> {
  const file = join(aFolder(), 'completion.bash');
  writeFileSync(file, await script('bash'));
  const typed = ['bridge', ...words].map((word) => `'${word}'`).join(' ');
  const program = `source ${file}; COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _bridge; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--norc', '-c', program], { encoding: 'utf8', cwd: aFolder() });
  return out.split('\n').filter((line) => line !== '');
}

describe('bridge completion', () => {
  it('knows every command', async () => {
    const { out } = await bridge(['--help']);
    const named = [...out.matchAll(/^ {2}([a-z][a-z-]+)(?: .*)? {2}/gm)].map(([, name]) => name ?? '');
    const all = await offered('');
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !all.includes(name) && !['bridge'].includes(name))).toEqual([]);
  });

  it.each<[words: string[], offers: string[]]>([
    [['ship'], ['shipments', 'shipment']],
    [['shipments', '--att'], ['--attention']],
    [['shipments', '--stage', 'in'], ['in-warehouse']],
    [
      ['--config', 'bridge.yaml', 'shipments', '--st'],
      ['--store', '--stage'],
    ],
    [['sync', 'art'], ['articles']],
    [['preview', 'sh'], ['shipment']],
    [['completion', 'b'], ['bash']],
    [['resolve', '--cho'], ['--choice']],
    [['shipment', '--timeout', '1'], []],
    [['shipments', '--attention', 'short'], ['short-picked']],
    [['shipments', '--stage', '=', 'in'], ['in-warehouse']],
    [['sync', '--store', 'retail', 'st'], ['stock']],
    [['sync', 'stock', 'art'], []],
    [
      ['shipment', ''],
      ['--all', '--timeout', '--help', '-h', '--config', '-c', '--json'],
    ],
  ])('offers after bridge %j: %j', async (words, offers) => {
    expect(await offered(...words)).toEqual(offers);
  });

  it.each(['zsh', 'fish'])('has a script for %s, with every command', async (shell) => {
    const { out, code } = await bridge(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['shipments', 'resolve', 'in-warehouse', 'attention']) expect(out).toContain(word);
  });

  it('names the shells that there are', async () => {
    const { code, err } = await bridge(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(err).toContain('bash, zsh, fish');
  });
});
