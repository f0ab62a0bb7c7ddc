import { checkEncryption } from '../../../src/cli/check/encryption';
import { parseConfig } from '../../../src/config';
import { connect } from '../../../src/connection/connect';
import { reconcileSchedules } from '../../../src/schedules';
import { aFile, env as secrets } from '../../config/support';
import { allSearchAttributes } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { useTemporal } from '../../support/temporal';

const temporal = useTemporal({ searchAttributes: allSearchAttributes });
const env = { HOME: '/nowhere', ...temporal.env };

/** `one=other`: a key of the id `one` that has another value. */
const withKeys = (...written: string[]) => {
  const keys = written.map((one) => ({ id: one.split('=')[0], key: Buffer.alloc(32, one).toString('hex') }));
  return parseConfig(`${aFile}\nencryption: ${JSON.stringify({ keys })}\n`, { file: 'bridge.yaml', env: secrets });
};
const check = async (...ids: string[]) => {
  const { problems, notes } = await checkEncryption(withKeys(...ids), env);
  return { problems: problems.map(({ what }) => what), notes: notes.map(({ what }) => what) };
};

/** A workflow that runs for ever, as nobody polls its queue. */
async function begun(workflowId: string, keys: readonly string[], memo?: Record<string, unknown>) {
  const { client, close } = await connect({ env, encryption: withKeys(...keys).encryption });
  const options = { workflowId, taskQueue: 'nobody', args: [1], ...(memo ? { memo } : {}) };
  await client.workflow.start('shipment', options);
  await close();
}
const setUp = async (...keys: string[]) => {
  const config = withKeys(...keys);
  const { client, close } = await connect({ env, encryption: config.encryption });
  const done = await reconcileSchedules(client, config);
  await close();
  return done;
};

it('follows a change of keys from none to the second', async () => {
  expect(await check()).toMatchObject({
    problems: [],
    notes: [expect.stringMatching(/^nothing is encrypted in Temporal .* Names and addresses of customers are never/)],
  });
  await setUp();
  await begun('plain', []);
  expect((await check('one')).notes).toEqual([
    expect.stringContaining('encrypted with the key one'),
    expect.stringMatching(/^1 running workflow and \d schedules \(plain, .*\) were begun before it was switched on/),
  ]);

  // Setting up writes the schedules anew, with the key that encrypts now, and once only.
  expect((await setUp('one')).unchanged).toEqual([]);
  expect((await setUp('one')).updated).toEqual([]);
  await begun('noted', ['one'], { seen: 'x' });
  await begun('without-memo', ['one']);
  expect((await check('one')).notes[1]).toMatch(/^1 running workflow \(plain\) was begun before/);

  expect((await setUp('two', 'one')).unchanged).toEqual([]);
  const rotated = await check('two', 'one');
  expect(rotated.problems).toEqual([]);
  expect(rotated.notes).toContainEqual(
    expect.stringMatching(/^the key one is still needed: 2 running workflows \(.*\) were begun with it$/),
  );

  expect((await check('two')).problems).toEqual([
    expect.stringMatching(
      /^2 running workflows \(.*\) were begun with the key one, which is not configured: they stand/,
    ),
  ]);
  for (const id of ['noted', 'without-memo']) await temporal.client.workflow.getHandle(id).terminate();
  const clean = async () => ((await check('two')).problems.length === 0 ? true : undefined);
  await eventually(clean);
  expect((await check('two', 'one')).notes).toContainEqual(
    expect.stringMatching(/^nothing that runs was begun with the key one; what has ended may need it .* for 30d/),
  );
  // Who manages the schedules can be read without the key of their first day.
  expect((await setUp('two')).updated).toEqual([]);
});

it('finds that a key has another value than it had', async () => {
  await begun('another-value', ['three']);
  const here = async () => {
    const { problems } = await check('three=mistyped');
    return problems.length > 0 && problems;
  };
  expect(await eventually(here)).toContainEqual(
    expect.stringMatching(/^1 running workflow \(another-value\) was begun with another key of the id three than/),
  );
  expect((await check('three')).problems.filter((what) => what.includes('three'))).toEqual([]);
});
