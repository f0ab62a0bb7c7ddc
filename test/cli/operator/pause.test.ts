import { eventually } from '../../support/eventually';
import { useBridge } from '../../support/bridge';
import { aCli, configFile } from '../support/world';

interface Done {
  results: { id: string; ok: boolean; message: string }[];
}

describe('bridge pause and resume', () => {
  const bridge = useBridge();
  const cli = aCli(() => ({ file: configFile(bridge.simulators), env: bridge.temporal.env }));
  const counts = () => bridge.simulators.control.warehouse.orders({}).orders.length;

  it('stops what would be written for a goods owner, until it goes on', async () => {
    const args = ['--goods-owner', 'acme', '--as', 'ada'];
    const paused = await cli.json<Done>('pause', ...args, '--reason', 'stock-taking');
    expect(paused.code).toBe(0);
    expect(paused.document.results).toEqual([
      { id: 'connection/acme', ok: true, message: 'paused: nothing but cancellations is written' },
    ]);
    expect(paused.err).toContain('no write but a cancellation begins');
    const { shipmentId } = bridge.simulators.control.merchant.createOrder({ payment: 'prepaid' }) as {
      shipmentId: string;
    };
    const before = counts();
    await bridge.scan();
    await bridge.until(shipmentId, ({ waitingFor }) => waitingFor.includes('resumed'));
    expect(counts()).toBe(before);
    const { out } = await cli('shipment', 'connection/acme');
    expect(out).toMatch(/^connection\/acme {2}paused\n {2}Paused +by ada, /);
    expect(out).toMatch(/^ {2}Because +stock-taking$/m);
    const again = await cli.json<Done>('pause', ...args, '--reason', 'once more');
    expect(again.code).toBe(1);
    expect(again.document.results[0]).toMatchObject({ ok: false, message: 'it is paused already' });

    const resumed = await cli.json<Done>('resume', ...args);
    expect(resumed.code).toBe(0);
    await bridge.until(shipmentId, ({ decision }) => decision.stage === 'in-warehouse');
  });

  it('pauses several at once', async () => {
    const { code, document } = await cli.json<Done>(
      ...['pause', '--store', 'retail', '--store', 'wholesale', '--reason', 'moving'],
    );
    expect(code).toBe(0);
    expect(document.results.map(({ id }) => id)).toEqual(['connection/retail', 'connection/wholesale']);
    await cli('resume', '--store', 'retail', '--store', 'wholesale');
    await eventually(async () => (await bridge.connection('retail')).stage === 'working');
    const { code: notPaused, err } = await cli('resume', '--store', 'retail');
    expect({ notPaused, err }).toEqual({ notPaused: 1, err: '' });
  });

  it('is not forgotten: the list says what is paused, and so does who resumes only the goods owner', async () => {
    await cli('pause', '--store', 'retail', '--goods-owner', 'acme', '--reason', 'moving');
    const sentence = /^connection\/retail is paused .*`bridge resume --store retail` goes on$/m;
    await eventually(async () => {
      const { err } = await cli('shipments');
      return sentence.test(err) && err.includes('`bridge resume --goods-owner acme` goes on');
    });
    const { document } = await cli.json<{ stopped: object[] }>('shipments', '--store', 'retail');
    expect(document.stopped).toEqual([
      { id: 'connection/acme', stage: 'paused' },
      { id: 'connection/retail', stage: 'paused' },
    ]);
    const { code, err } = await cli('resume', '--goods-owner', 'acme');
    expect(code).toBe(0);
    expect(err).toMatch(sentence);
    await expect(cli('resume', '--store', 'retail')).resolves.toMatchObject({ code: 0, err: '' });
    await eventually(async () => !(await cli('shipments')).err.includes('paused'));
  });

  it.each<[what: string, args: string[], words: string]>([
    ['nothing', [], '--goods-owner acme (all its stores), or --store retail | wholesale'],
    ['a mistyped store', ['--store', 'retial'], 'did you mean retail?'],
    ['a goods owner that is none', ['--goods-owner', 'umbrella'], 'it has acme'],
  ])('is asked for %s', async (_what, args, words) => {
    const { code, err } = await cli('resume', ...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
