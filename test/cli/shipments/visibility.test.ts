import fc from 'fast-check';
import {
  isSelective,
  listedShipments,
  openShipments,
  quoted,
  type Selection,
} from '../../../src/cli/shipments/visibility';
import { allSearchAttributes } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { useTemporal } from '../../support/temporal';

const now = Date.UTC(2026, 2, 1, 12);
const lives = `WorkflowType IN ('shipment', 'order')`;
const open = `${lives} AND ExecutionStatus = 'Running'`;

describe('the query for shipments under way', () => {
  it.each<[selection: Selection, query: string]>([
    [{}, open],
    [{ stage: 'in-warehouse' }, `${open} AND Stage = 'in-warehouse'`],
    [{ store: 'retail' }, `${lives} AND Store = 'retail' AND ExecutionStatus = 'Running'`],
    [{ attention: true }, `${lives} AND Attention IS NOT NULL AND ExecutionStatus = 'Running'`],
    [{ attention: 'overdue' }, `${lives} AND Attention = 'overdue' AND ExecutionStatus = 'Running'`],
    [{ olderThan: 7_200_000 }, `${lives} AND StartTime < '2026-03-01T10:00:00.000Z' AND ExecutionStatus = 'Running'`],
    [
      { query: `OrderNumber = '1' OR OrderNumber = '2'` },
      `${lives} AND (OrderNumber = '1' OR OrderNumber = '2') AND ExecutionStatus = 'Running'`,
    ],
  ])('%j', (selection, query) => {
    expect(openShipments(selection, now)).toBe(query);
  });
});

describe('the query for a list', () => {
  it.each<[selection: Selection, query: string]>([
    [{ stage: 'held' }, `${open} AND Stage = 'held'`],
    [{ stage: 'cancelled' }, `${lives} AND Stage = 'cancelled' AND ExecutionStatus IN ('Running', 'Completed')`],
    [
      { stage: 'completed' },
      `${lives} AND ((ExecutionStatus = 'Completed' AND Stage NOT IN ('cancelled', 'withdrawn', ` +
        `'abandoned')) OR (ExecutionStatus = 'Running' AND Stage = 'completed'))`,
    ],
    [{ query: `ExecutionStatus = 'Terminated'` }, `${lives} AND (ExecutionStatus = 'Terminated')`],
  ])('%j', (selection, query) => {
    expect(listedShipments(selection, now)).toBe(query);
  });

  it.each<[selection: Selection, isSelective: boolean]>([
    [{}, false],
    [{ attention: true }, true],
    [{ olderThan: 0 }, true],
    [{ query: '' }, true],
  ])('%j chooses: %p', (selection, expected) => {
    expect(isSelective(selection)).toBe(expected);
  });
});

describe('a text value in a query', () => {
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });
  const start = (id: string, store: string) =>
    temporal.client.workflow.start('shipment', {
      workflowId: id,
      taskQueue: 'nobody-polls-it',
      typedSearchAttributes: [
        { key: { name: 'Store', type: 'KEYWORD' }, value: store },
        { key: { name: 'Stage', type: 'KEYWORD' }, value: 'importing' },
      ],
    });
  const found = async (query: string) => {
    const ids: string[] = [];
    for await (const { workflowId } of temporal.client.workflow.list({ query })) ids.push(workflowId);
    return ids;
  };
  const plain = [`o'hare`, `x' OR Store != 'x`, `x') OR (Store != 'x`, '100%', 'a_b', 'Ünder', ' '];
  // The embedded server does not find values like these at all; they must not find anything else either.
  const odd = [`'`, `' OR Store != '`, `back\\slash`, `end\\`, `"quoted"`, `\\' OR 1=1 OR Store = '`];

  it('finds what it says, and nothing else, whatever is in it', async () => {
    const all = [...plain, ...odd];
    await Promise.all(all.map((store, index) => start(`shipment/nasty/${index}`, store)));
    await eventually(async () => (await found(openShipments({}, Date.now()))).length === all.length);
    for (const [index, store] of all.entries()) {
      const ids = await found(openShipments({ store }, Date.now()));
      expect(ids).toEqual(plain.includes(store) ? [`shipment/nasty/${index}`] : []);
    }
  });

  it('is understood by the server, and finds nothing but itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 20, unit: 'binary' }), async (text) => {
        const query = `Store = ${quoted(text.replaceAll('\0', ''))} AND Store NOT IN (${plain.map(quoted).join(', ')})`;
        await expect(temporal.client.workflow.count(query)).resolves.toMatchObject({ count: 0 });
      }),
      { numRuns: 50 },
    );
  });
});
