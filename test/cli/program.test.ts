import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exit } from '../../src/cli/exit';
import { aFolder } from '../support/temp-folder';
import { run } from '../../src/cli/program';
import { bridge, capturedIo } from './support/captured';

describe('bridge', () => {
  it('says what it can do', async () => {
    const { code, out, err } = await bridge(['--help']);
    expect({ code, err }).toEqual({ code: exit.fine, err: '' });
    for (const command of ['up', 'check', 'shipments', 'sync', 'pause', 'abandon'])
      expect(out).toContain(`\n  ${command} `);
    expect(out).toContain('Exit codes:');
  });

  it('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    await expect(bridge(['--version'])).resolves.toEqual({ code: exit.fine, out: `${version}\n`, err: '' });
  });

  it.each([
    'up',
    'simulators',
    'worker',
    'setup',
    'check',
    'shipments',
    'shipment',
    'retry',
    'cancel',
    'complete',
    'hold',
    'release',
    'resolve',
    'abandon',
    'sync',
    'pause',
    'resume',
  ])('teaches %s with examples', async (command) => {
    const { code, out } = await bridge([command, '--help']);
    expect(code).toBe(exit.fine);
    expect(out).toContain(`Usage: bridge ${command} `);
    expect(out).toMatch(new RegExp(`Examples:\n  .*bridge ${command}`));
    expect(out).toContain('--config');
  });

  it.each<[what: string, args: string[], words: string]>([
    ['a mistyped command', ['shipmnts'], 'Did you mean shipments?'],
    ['a mistyped option', ['shipments', '--atention'], 'Did you mean --attention?'],
    ['a command that is like none', ['everything'], '`bridge --help` names every command'],
    ['help for a mistyped command', ['help', 'shipmet'], 'did you mean shipment?'],
    ['help for a command that is like none', ['help', 'everything'], '`bridge --help` names all'],
    ['no command', [], 'Usage: bridge'],
    ['a stage that is none', ['shipments', '--stage', 'warehouse'], 'in-warehouse'],
    ['an attention that is none', ['shipments', '--attention', 'short-pick'], 'Did you mean short-picked?'],
    ['an attention that is like none', ['shipments', '--attention', 'everything-bad'], 'captured-not-shipped'],
    ['a duration that is none', ['shipments', '--older-than', '2 hours'], 'such as 90s, 15m, 6h or 1d'],
    ['a limit that is none', ['shipments', '--limit', '0'], 'a whole number'],
    ['a port that is none', ['simulators', '--port', '70000'], '0 to 65535'],
    ['a job that is none', ['sync', 'everything'], 'purchase-orders'],
    ['a mistyped job', ['sync', 'articels'], "there is no job 'articels'. Did you mean articles?"],
    ['a mistyped stage', ['shipments', '--stage', 'heldd'], "there is no --stage 'heldd'. Did you mean held?"],
    ['what says where to read more', ['shipments', '--atention'], '`bridge shipments --help`'],
    ['no id', ['shipment'], "missing required argument 'id'"],
    ['no reason', ['cancel', 'retail/1-1'], '--reason'],
    ['a blank reason', ['hold', 'retail/1-1', '--reason', ' '], '--reason'],
    ['no choice', ['resolve', 'retail/1-1', '--reason', 'because'], '--choice'],
    ['nothing chosen', ['retry'], 'name shipments'],
    ['chosen twice', ['retry', 'retail/1-1', '--store', 'retail'], 'not both'],
    ['a pause without a reason', ['pause', '--store', 'retail'], '--reason'],
    ['nobody', ['retry', 'retail/1-1', '--as', ' '], '--as'],
  ])('refuses %s with words and exit code 2', async (_what, args, words) => {
    const { code, out, err } = await bridge(args);
    expect(code).toBe(exit.usage);
    expect(out).toBe('');
    expect(err).toContain(words);
  });

  it.each(['check', 'shipments', 'setup', 'up', 'worker'])(
    '%s says what to do about a missing configuration',
    async (command) => {
      const file = join(aFolder(), 'none.yaml');
      const { code, out, err } = await bridge([command, '--config', file], { TEMPORAL_ADDRESS: '127.0.0.1:9' });
      expect(code).toBe(exit.usage);
      expect(out + err).toContain('none.yaml');
      expect(out + err).toContain(
        'name it with --config or BRIDGE_CONFIG; bridge.example.yaml is a file to start from',
      );
    },
  );

  it('takes the configuration that BRIDGE_CONFIG names', async () => {
    const { code, err } = await bridge(['shipments'], { BRIDGE_CONFIG: '/nowhere/from-the-environment.yaml' });
    expect(code).toBe(exit.usage);
    expect(err).toContain('/nowhere/from-the-environment.yaml');
  });

  it('says the same with help COMMAND as with --help', async () => {
    await expect(bridge(['help', 'resolve'])).resolves.toEqual(await bridge(['resolve', '--help']));
    await expect(bridge(['help'])).resolves.toEqual(await bridge(['--help']));
  });

  describe.each([80, 120])('at a terminal of %i columns', (columns) => {
    const atTerminal = async (...args: string[]) => {
      const io = capturedIo({}, { columns, errColumns: columns });
      await run(args, io);
      return io.said;
    };
    const commands = async () => {
      const { out } = await atTerminal('--help');
      return [...out.matchAll(/^ {2}([a-z][a-z-]+) (?:\[|<| {2})/gm)].map(([, name]) => name ?? '');
    };

    it('has no line of help that is longer', async () => {
      const names = (await commands()).filter((name) => name !== 'bridge');
      expect(names.length).toBeGreaterThan(20);
      for (const name of ['', ...names]) {
        const { out } = await atTerminal(...(name === '' ? [] : [name]), '--help');
        expect({ name, longer: out.split('\n').filter((line) => line.length > columns) }).toEqual({ name, longer: [] });
      }
    });

    it('folds what it says of a wrong command line', async () => {
      const { err } = await atTerminal('shipments', '--stage', 'nowhere');
      expect(err.split('\n').filter((line) => line.length > columns)).toEqual([]);
    });
  });
});
