import { TypedSearchAttributes } from '@temporalio/common';
import { byUrgency, keyOf, toRow, type Execution, type ListedShipment } from '../../../src/cli/shipments/row';
import { searchAttributes } from '../../../src/protocol/names';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));

function anExecution(status: Execution['status']['name'], stage?: string, more: Partial<Execution> = {}): Execution {
  return {
    workflowId: 'shipment/retail/83651-1',
    status: { code: 1, name: status },
    startTime: at(10),
    typedSearchAttributes: new TypedSearchAttributes(
      stage === undefined ? [] : [{ key: searchAttributes.stage, value: stage }],
    ),
    ...more,
  };
}

describe('a row of a list', () => {
  it('is what the lists know of a shipment', () => {
    const typedSearchAttributes = new TypedSearchAttributes([
      { key: searchAttributes.goodsOwner, value: 'acme' },
      { key: searchAttributes.store, value: 'retail' },
      { key: searchAttributes.stage, value: 'in-warehouse' },
      { key: searchAttributes.orderNumber, value: '83651' },
      { key: searchAttributes.warehouseOrder, value: 'R83651-1' },
      { key: searchAttributes.attention, value: 'overdue' },
      { key: searchAttributes.attentionSince, value: at(11) },
      { key: searchAttributes.dueAt, value: at(12) },
    ]);
    expect(toRow(anExecution('RUNNING', undefined, { typedSearchAttributes }))).toEqual({
      id: 'shipment/retail/83651-1',
      goodsOwner: 'acme',
      store: 'retail',
      shipmentId: '83651-1',
      orderNumber: '83651',
      warehouseOrder: 'R83651-1',
      stage: 'in-warehouse',
      attention: 'overdue',
      attentionSince: '2026-03-01T11:00:00.000Z',
      dueAt: '2026-03-01T12:00:00.000Z',
      startedAt: '2026-03-01T10:00:00.000Z',
      closedAt: null,
    });
  });

  it.each<[status: Execution['status']['name'], shown: string | undefined, stage: string]>([
    ['RUNNING', 'held', 'held'],
    ['RUNNING', undefined, 'importing'],
    ['CONTINUED_AS_NEW', 'in-warehouse', 'in-warehouse'],
    ['COMPLETED', 'in-warehouse', 'completed'],
    ['COMPLETED', 'reporting', 'completed'],
    ['COMPLETED', 'cancelled', 'cancelled'],
    ['COMPLETED', 'withdrawn', 'withdrawn'],
    ['COMPLETED', 'abandoned', 'abandoned'],
    ['TERMINATED', 'in-warehouse', 'terminated'],
    ['TIMED_OUT', 'in-warehouse', 'timed-out'],
    ['FAILED', 'importing', 'failed'],
  ])('that is %s and was last shown as %s stands at %s', (status, shown, stage) => {
    expect(toRow(anExecution(status, shown))?.stage).toBe(stage);
  });

  it.each([
    ['shipment/retail/83651-1', { store: 'retail', shipmentId: '83651-1' }],
    ['shipment/retail/a/b', { store: 'retail', shipmentId: 'a/b' }],
    ['shipment/retail', undefined],
    ['shipment//1', undefined],
    ['connection/retail', undefined],
    ['my-shipment/retail/1', undefined],
  ])('is there for %s: %j', (workflowId, key) => {
    expect(keyOf(workflowId)).toEqual(key);
  });
});

describe('a list', () => {
  const row = (id: string, more: Partial<ListedShipment> = {}): ListedShipment => ({
    ...{ id, goodsOwner: 'acme', store: 'retail', shipmentId: id, orderNumber: id, warehouseOrder: null },
    ...{ stage: 'in-warehouse', attention: null, attentionSince: null, dueAt: null, closedAt: null },
    startedAt: at(1).toISOString(),
    ...more,
  });

  it('has what needs a person first, the longest first, then what is due first, then the oldest', () => {
    const rows = [
      row('young', { startedAt: at(5).toISOString() }),
      row('old', { startedAt: at(2).toISOString() }),
      row('due later', { dueAt: at(20).toISOString() }),
      row('due', { dueAt: at(19).toISOString() }),
      row('asked lately', { attention: 'overdue', attentionSince: at(9).toISOString() }),
      row('asked for long', { attention: 'overdue', attentionSince: at(8).toISOString() }),
    ];
    expect(rows.sort(byUrgency).map(({ id }) => id)).toEqual([
      'asked for long',
      'asked lately',
      'due',
      'due later',
      'old',
      'young',
    ]);
  });
});
