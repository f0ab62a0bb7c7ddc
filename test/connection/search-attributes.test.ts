import { Connection } from '@temporalio/client';
import { TemporalRefused, TemporalUnauthorized } from '../../src/connection/errors';
import { ensureSearchAttributes, type WantedSearchAttribute } from '../../src/connection/search-attributes';
import { eventually } from '../support/eventually';
import { useTemporal } from '../support/temporal';
import { aGrpcRefusal } from './grpc-refusal';

const wanted: WantedSearchAttribute[] = [
  { name: 'Shelf', type: 'KEYWORD' },
  { name: 'EmptyAt', type: 'DATETIME' },
];

const temporal = useTemporal();
const list = async () =>
  (await temporal.connection.operatorService.listSearchAttributes({ namespace: temporal.namespace })).customAttributes;
const ensure = (attributes: WantedSearchAttribute[], options = {}) =>
  ensureSearchAttributes(temporal.connection, temporal.namespace, attributes, options);

describe('search attributes', () => {
  it('are created where they are missing, once, also by several processes at the same time', async () => {
    const created = await Promise.all([1, 2, 3, 4].map(() => ensure(wanted)));
    expect(new Set(created.flat())).toEqual(new Set(['Shelf', 'EmptyAt']));
    await expect(list()).resolves.toMatchObject({ Shelf: 2, EmptyAt: 6 });
    await expect(ensure(wanted)).resolves.toEqual([]);
  });

  it('can be used at once', async () => {
    await ensure([...wanted, { name: 'Colour', type: 'KEYWORD' }]);
    const { workflow } = temporal.client;
    await workflow.start('nobody-runs-it', {
      workflowId: 'coloured',
      taskQueue: 'nobody-polls-it',
      searchAttributes: { Colour: ['green'], EmptyAt: [new Date(0)] },
    });
    const query = "Colour = 'green' AND EmptyAt < '2000-01-01T00:00:00Z'";
    await expect(eventually(async () => (await workflow.count(query)).count === 1)).resolves.toBe(true);
  });

  it('may be named like a word of the query language', async () => {
    await expect(ensure([{ name: 'Language', type: 'KEYWORD' }])).resolves.toEqual(['Language']);
  });

  it('that exist with another type are all named', async () => {
    await ensure([
      { name: 'Height', type: 'KEYWORD' },
      { name: 'Width', type: 'KEYWORD' },
    ]);
    const ensuring = ensure([
      { name: 'Height', type: 'DATETIME' },
      { name: 'Width', type: 'DATETIME' },
    ]);
    await expect(ensuring).rejects.toThrow(TemporalRefused);
    await expect(ensuring).rejects.toThrow('Height is KEYWORD, not DATETIME; Width is KEYWORD, not DATETIME');
  });

  it('for which the server has no room end in its own words', async () => {
    const many = Array.from({ length: 12 }, (_, n): WantedSearchAttribute => ({ name: `Many${n}`, type: 'KEYWORD' }));
    const ensuring = ensure(many);
    await expect(ensuring).rejects.toThrow(TemporalRefused);
    await expect(ensuring).rejects.toThrow('cannot create search attributes: ');
  });
});

describe('search attributes where we may not create them', () => {
  /** The server of the tests with its operator API closed, as Temporal Cloud has it. */
  async function aClosedServer() {
    const closed = await aGrpcRefusal(7, 'not here');
    const elsewhere = Connection.lazy({ address: closed.address });
    const connection = Object.create(temporal.connection, {
      operatorService: { value: elsewhere.operatorService },
    }) as Connection;
    const close = async () => {
      await elsewhere.close();
      closed.close();
    };
    return { connection, close };
  }

  it('are accepted when somebody has created them', async () => {
    await ensure(wanted);
    const { connection, close } = await aClosedServer();
    await expect(ensureSearchAttributes(connection, temporal.namespace, wanted)).resolves.toEqual([]);
    await close();
  });

  it('are listed for whoever may create them', async () => {
    await ensure(wanted);
    const { connection, close } = await aClosedServer();
    const ensuring = ensureSearchAttributes(connection, temporal.namespace, [
      ...wanted,
      { name: 'Smell', type: 'KEYWORD' },
      { name: 'Shelf', type: 'DATETIME' },
    ]);
    await expect(ensuring).rejects.toThrow(TemporalUnauthorized);
    await expect(ensuring).rejects.toThrow(/Cloud's own tools\): Smell \(KEYWORD\), Shelf \(DATETIME\)$/);
    await close();
  });
});
