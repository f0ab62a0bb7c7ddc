import type { Payload } from '@temporalio/common';
import { dataConverterFor } from '../../src/connection/encryption/data-converter';
import type { CallMade } from '../../src/protocol/calls';
import { useStories } from './support/use-stories';
import type { TestShipment } from './support/test-shipment';

const stories = useStories();

/** The names that Temporal's UI offers, and what it says of them. */
async function offered(workflowId: string) {
  const handle = stories.client.workflow.getHandle(workflowId);
  const metadata = await handle.query<{
    definition: Record<
      'signalDefinitions' | 'updateDefinitions' | 'queryDefinitions',
      { name: string; description?: string }[]
    >;
  }>('__temporal_workflow_metadata');
  return metadata.definition;
}

const updated = (shipment: TestShipment, name: string, ...args: unknown[]) =>
  shipment.handle.executeUpdate(name, { args: args as [] });

describe('what is typed in Temporal’s UI', () => {
  it.concurrent('can be chosen by name, each with what it does and what it takes', async () => {
    const shipment = await stories.imported();
    for (const id of [shipment.workflowId, 'connection/acme']) {
      const { signalDefinitions, updateDefinitions, queryDefinitions } = await offered(id);
      const all = [
        ...signalDefinitions,
        ...updateDefinitions,
        ...queryDefinitions.filter(({ name }) => !name.startsWith('__')),
      ];
      expect(all.length).toBeGreaterThan(8);
      for (const { name, description } of all)
        expect([name, description]).toEqual([name, expect.stringMatching(/^.{15,}/)]);
    }
    const { updateDefinitions } = await offered(shipment.workflowId);
    expect(updateDefinitions.find(({ name }) => name === 'hold')?.description).toBe(
      'Stops every write for it but a cancellation. Data: {"actor":"your name","reason":"why"}',
    );
  });

  it.concurrent.each<[what: string, data: unknown[], why: string]>([
    ['nothing', [], 'the actor is missing; send {"actor":"your name","reason":"why"}'],
    ['a text', ['kim'], 'the data must be one JSON object'],
    ['a list', [[{ actor: 'kim' }]], 'the data must be one JSON object'],
    ['null', [null], 'the actor is missing'],
    ['a number for a name', [{ actor: 7, reason: 'stock-taking' }], '"actor" must be a text'],
    ['blanks for a reason', [{ actor: 'kim', reason: '  ' }], 'a reason is required'],
    ['a misspelt field', [{ actor: 'kim', reason: 'stock-taking', traking: 'UA1' }], 'there is no field "traking"'],
    ['a whole letter', [{ actor: 'kim', reason: 'x'.repeat(1_001) }], '"reason" is longer than 1000 characters'],
  ])('is refused in a sentence where it is %s', async (_what, data, why) => {
    const shipment = await stories.imported();
    await expect(updated(shipment, 'hold', ...data)).rejects.toMatchObject({
      cause: { message: expect.stringContaining(`hold: ${why}`) },
    });
    await expect(updated(shipment, 'hold', { actor: 'kim', reason: 'stock-taking' })).resolves.toMatchObject({
      stage: 'held',
    });
  });

  it.concurrent('as a signal of another form is left out, and told', async () => {
    const shipment = await stories.imported();
    const typed = [
      ['observed', undefined],
      ['observed', 'shipped'],
      ['observed', { centra: { kind: 'row', observedAt: 'now' } }],
      ['observed', { warehouse: { observedAt: Date.now(), orders: [{ status: 450 }] } }],
      ['configured', undefined],
      ['configured', { revision: 99 }],
      ['nobodyKnowsThis', 1],
    ] as const;
    for (const [name, data] of typed) await shipment.handle.signal(name, ...(data === undefined ? [] : [data]));
    const { facts, settings } = await shipment.until(
      (state) => state.facts.timeline.filter(({ what }) => what.startsWith('signal')).length === 6,
    );
    expect(facts.timeline).toContainEqual(
      expect.objectContaining({ what: 'signal configured', outcome: expect.stringContaining('left out') }),
    );
    expect(settings.revision).toBe(1);
    await shipment.goesItsWay();
  });

  it.concurrent('does a connection no harm either', async () => {
    const handle = stories.client.workflow.getHandle('connection/retail');
    for (const name of ['failed', 'endpointWorks', 'listSeen', 'collisionsSeen']) {
      await handle.signal(name);
      await handle.signal(name, { why: 'because', total: 'many' });
    }
    for (const data of [[], ['kim'], [{ actor: 'kim' }]]) {
      await expect(handle.executeUpdate('pause', { args: data as [] })).rejects.toMatchObject({
        cause: { message: expect.stringContaining('send {"actor":"your name","reason":"why"}') },
      });
    }
    await expect(handle.query('state')).resolves.toMatchObject({ stage: 'working', asks: [] });
  });
});

/** Also where the whole run is encrypted. */
async function read<T>(payloads: Payload[]): Promise<T[]> {
  const [codec] = dataConverterFor(stories.config.encryption).payloadCodecs ?? [];
  const readable = await codec!.decode(payloads);
  return readable.map(({ data }) => JSON.parse(Buffer.from(data!).toString()) as T);
}

describe('the history', () => {
  it.concurrent(
    'has every call that was made, to whom, when, how long and how it ended, and nothing that was said',
    async () => {
      const shipment = stories.ordered();
      stories.faults.add({
        kind: 'refused',
        system: 'ongoing',
        method: 'PUT',
        path: '/orders',
        about: shipment.id,
        times: 1,
      });
      await stories.scan();
      await shipment.asks('order-refused');
      const { events } = await shipment.handle.fetchHistory();
      const results = (events ?? []).flatMap(
        ({ activityTaskCompletedEventAttributes: end }) => end?.result?.payloads ?? [],
      );
      const calls = (await read<{ calls?: CallMade[] }>(results)).flatMap((result) => result.calls ?? []);
      const about = calls.filter(({ operation }) => !/articles|products/.test(operation));
      expect(about.map(({ system, operation, outcome, status }) => [system, operation, outcome, status])).toEqual([
        ['centra', 'GET /shipments', 'ok', undefined],
        ['ongoing', 'PUT /orders', 'refused', 400],
        ['ongoing', 'GET /orders', 'ok', undefined],
      ]);
      for (const call of calls) {
        expect(
          Object.keys(call).filter((key) => !['system', 'operation', 'outcome', 'status', 'ms', 'at'].includes(key)),
        ).toEqual([]);
        expect(Math.abs(call.at - Date.now())).toBeLessThan(60_000);
        expect(call.ms).toBeGreaterThanOrEqual(0);
      }
    },
  );

  it.concurrent('says beside every activity and every timer what it is for', async () => {
    const shipment = await stories.imported();
    await shipment.goesItsWay();
    const { events } = await shipment.handle.fetchHistory();
    const summed = (events ?? []).filter(
      (event) => event.activityTaskScheduledEventAttributes ?? event.timerStartedEventAttributes,
    );
    const summaries = await read<string>(summed.map(({ userMetadata }) => userMetadata!.summary!));
    expect(summaries).toEqual(
      expect.arrayContaining([
        'the order is written to Ongoing',
        'the shipment is completed in Centra',
        'time limit: a person is asked when it is over',
      ]),
    );
  });
});
