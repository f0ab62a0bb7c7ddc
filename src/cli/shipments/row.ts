import type { WorkflowExecutionInfo } from '@temporalio/client';
import { searchAttributes, shipmentId } from '../../protocol/names';
import { iso } from '../times';
import { isEnd } from './visibility';

/** A shipment as lists show it. Times are ISO 8601, `null` where there is none. */
export interface ListedShipment {
  /** The workflow id, `shipment/retail/83651-1`. */
  readonly id: string;
  readonly goodsOwner: string | null;
  readonly store: string;
  readonly shipmentId: string;
  /** Centra's. */
  readonly orderNumber: string | null;
  /** The order number in Ongoing. */
  readonly warehouseOrder: string | null;
  /** For one that has not ended in order: how it ended, for instance `terminated`. */
  readonly stage: string;
  readonly attention: string | null;
  readonly attentionSince: string | null;
  /** When a person will be asked if nothing happens. */
  readonly dueAt: string | null;
  readonly startedAt: string;
  readonly closedAt: string | null;
}

/** Everything that has a life of its own and is shown with the same document; the first part of its workflow id. */
const kinds = ['shipment', 'order', 'purchase-order', 'return'] as const;
export type LifeKind = (typeof kinds)[number];

/** What a workflow id names: whose it is (a store, or a goods owner) and its own id; nothing for other workflows. */
export function lifeOf(workflowId: string): { kind: LifeKind; whose: string; id: string } | undefined {
  const [, first, whose, id] = /^([a-z-]+)\/([^/]+)\/(.+)$/.exec(workflowId) ?? [];
  const kind = kinds.find((one) => one === first);
  return kind === undefined || whose === undefined || id === undefined ? undefined : { kind, whose, id };
}

/** Store and shipment id of a shipment's workflow id; nothing for other workflows. */
export function keyOf(workflowId: string): { store: string; shipmentId: string } | undefined {
  const [, store, id] = /^shipment\/([^/]+)\/(.+)$/.exec(workflowId) ?? [];
  return store === undefined || id === undefined ? undefined : { store, shipmentId: id };
}

/** `retail/83651-1`: how people name it. Purchase orders and the like are named by their whole id. */
export const shortId = ({ id, store, shipmentId: its }: Pick<ListedShipment, 'id' | 'store' | 'shipmentId'>) =>
  id.startsWith(shipmentId('', '').slice(0, -1)) ? `${store}/${its}` : id;

/** As a list or a description gives it. */
export type Execution = Pick<
  WorkflowExecutionInfo,
  'workflowId' | 'status' | 'typedSearchAttributes' | 'startTime' | 'closeTime'
>;

export function toRow(info: Execution): ListedShipment | undefined {
  const life = lifeOf(info.workflowId);
  if (!life) return undefined;
  const { typedSearchAttributes: attributes } = info;
  return {
    id: info.workflowId,
    goodsOwner: attributes.get(searchAttributes.goodsOwner) ?? null,
    store: attributes.get(searchAttributes.store) ?? life.whose,
    shipmentId: life.id,
    orderNumber: attributes.get(searchAttributes.orderNumber) ?? null,
    warehouseOrder: attributes.get(searchAttributes.warehouseOrder) ?? null,
    stage: stageOf(info.status.name, attributes.get(searchAttributes.stage)),
    attention: attributes.get(searchAttributes.attention) ?? null,
    attentionSince: iso(attributes.get(searchAttributes.attentionSince)),
    dueAt: iso(attributes.get(searchAttributes.dueAt)),
    startedAt: iso(info.startTime) ?? '',
    closedAt: iso(info.closeTime),
  };
}

/** The stage that is shown is that of the last news worth showing; a quiet end is none. */
function stageOf(status: WorkflowExecutionInfo['status']['name'], shown: string | undefined): string {
  if (status === 'RUNNING' || status === 'CONTINUED_AS_NEW') return shown ?? 'importing';
  if (status !== 'COMPLETED') return status.toLowerCase().replaceAll('_', '-');
  return isEnd(shown) ? shown : 'completed';
}

/** Attention first, the longest first; then what is due first; then the oldest. */
export function byUrgency(one: ListedShipment, other: ListedShipment): number {
  return (
    compare(one.attention === null, other.attention === null) ||
    compare(one.attentionSince ?? '', other.attentionSince ?? '') ||
    compare(one.dueAt ?? '~', other.dueAt ?? '~') ||
    compare(one.startedAt, other.startedAt) ||
    compare(one.id, other.id)
  );
}

const compare = (one: string | boolean, other: string | boolean) => (one < other ? -1 : one > other ? 1 : 0);
