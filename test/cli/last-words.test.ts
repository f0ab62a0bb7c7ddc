import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulators, type Simulators } from '../../src/sandbox';
import { aFolder } from '../support/temp-folder';
import { logLines, start } from './support/executable';
import { configFile } from './support/world';

let simulators: Simulators;
beforeAll(async () => (simulators = await startSimulators()));
afterAll(() => simulators.close());

/** A gateway in which this happens as soon as it has said where it listens. */
async function gatewayWith(mishap: string) {
  const preload = join(aFolder(), 'mishap.cjs');
  const hook = `
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text, ...more) => {
      if (String(text).startsWith('Gateway:')) setTimeout(() => { ${mishap} });
      return write(text, ...more);
    };`;
  writeFileSync(preload, hook);
  return start(['gateway', '--config', configFile(simulators)], {
    env: { TEMPORAL_ADDRESS: '127.0.0.1:9' },
    node: ['-r', preload],
  });
}

describe('what nobody catches', () => {
  it.each<[what: string, mishap: string]>([
    ['an error', `throw new TypeError('of Qvintus Zaphodarion');`],
    ['a rejection', `void Promise.reject(new TypeError('of Qvintus Zaphodarion'));`],
  ])(
    'ends the process, and is told without its words: %s',
    async (_what, mishap) => {
      const gateway = await gatewayWith(mishap);
      await expect(gateway.ended).resolves.toBe(1);
      expect(logLines(gateway)).toContainEqual(
        expect.objectContaining({
          event: 'process.failed',
          error: 'TypeError',
          at: expect.stringContaining('mishap.cjs'),
        }),
      );
      expect(gateway.out() + gateway.err()).not.toMatch(/qvintus/i);
    },
    240_000,
  );

  it('is a line in the log when it is a warning, and all goes on', async () => {
    const gateway = await gatewayWith(`process.emitWarning('of Qvintus Zaphodarion', { type: 'Deprecation' });`);
    await gateway.says('"event":"process.warning"');
    expect(gateway.child.exitCode).toBeNull();
    expect(gateway.err()).not.toMatch(/Qvintus Z/);
    await expect(gateway.stop()).resolves.toBe(0);
  }, 240_000);
});
