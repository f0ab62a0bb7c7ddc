import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { allStores, type Config } from '../../config';
import { connectionId, isLife, lifeId, purchaseOrderId, workflowTypes } from '../../protocol/names';
import { fewAtOnce } from '../../schedules/few-at-once';
import { wrongUsage } from '../exit';
import { notConfigured } from '../not-configured';
import { keyOf, lifeOf, shortId } from './row';
import { quoted } from './visibility';

/** What is there under an id. */
export interface Resolved {
  readonly kind: 'shipment' | 'connection';
  /** The workflow id. */
  readonly id: string;
  readonly description: WorkflowExecutionDescription;
}

/** Nothing is. */
export interface Missing {
  readonly kind: 'missing';
  readonly id: string;
  readonly message: string;
}

/** What an action is done to. */
export type Target = Pick<Resolved, 'kind' | 'id'> | Missing;

/**
 * An id is a workflow id (`shipment/retail/83651-1`, `purchase-order/acme/957-1`, `connection/retail`), `retail/83651-1`,
 * `acme/957-1`, or `83651-1`; without a shipment's own number (`retail/83651`) an order that is imported as a whole.
 *
 * @returns the workflow ids that it may mean
 */
export function candidatesOf(text: string, stores: readonly string[], goodsOwners: readonly string[] = []): string[] {
  if (text.trim() !== text || text === '') throw wrongUsage('an id has no blanks at its ends and is not empty');
  if (text.startsWith('shipment/')) return keyOf(text) ? [text] : [];
  if (text.startsWith(connectionId(''))) return [text];
  const whole = lifeOf(text) ? [text] : [];
  const slash = text.indexOf('/');
  if (slash > 0) {
    const [whose, its] = [text.slice(0, slash), text.slice(slash + 1)];
    return [...whole, goodsOwners.includes(whose) ? purchaseOrderId(whose, its) : lifeId(whose, its)];
  }
  return stores.map((store) => lifeId(store, text));
}

/**
 * Finds what an id names. Temporal is asked for each that it may mean: lists may be a moment late.
 *
 * @throws {CliProblem} (wrong usage) it names several: the message lists them; nothing, and a store that is not configured
 */
export async function resolveId(client: Client, config: Config, text: string): Promise<Resolved | Missing> {
  const stores = allStores(config).map(({ store }) => store.id);
  const goodsOwners = config.goodsOwners.map(({ id }) => id);
  const descriptions = await fewAtOnce(candidatesOf(text, stores, goodsOwners), (id) => describe(client, id));
  const found = descriptions.filter((description) => description !== undefined);
  if (found.length === 0 && !text.includes('/')) {
    // Deliveries are numbered as shipments are: a plain number means them only where no shipment has it.
    const others = await fewAtOnce(goodsOwners, (id) => describe(client, purchaseOrderId(id, text)));
    found.push(...others.filter((description) => description !== undefined));
  }
  const [first, ...others] = found;
  if (!first) return { kind: 'missing', id: text, message: await whyMissing(client, text, stores, goodsOwners) };
  if (others.length > 0) {
    const names = found.map(({ workflowId }) => nameOf(workflowId));
    throw wrongUsage(`${text} names several shipments: ${names.join(', ')}. Say which one.`);
  }
  const kind = first.type === workflowTypes.connection ? 'connection' : 'shipment';
  return { kind, id: first.workflowId, description: first };
}

/**
 * Finds the purchase order that an id names: `purchase-order/acme/957-1`, `acme/957-1`, or `957-1`.
 *
 * @throws {CliProblem} (wrong usage) it names several, or something else
 */
export async function resolvePurchaseOrder(client: Client, config: Config, text: string): Promise<Resolved | Missing> {
  if (text.trim() !== text || text === '') throw wrongUsage('an id has no blanks at its ends and is not empty');
  const goodsOwners = config.goodsOwners.map(({ id }) => id);
  const prefix = purchaseOrderId('', '').slice(0, -1);
  const plain = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const slash = plain.indexOf('/');
  const [whose, its] = slash > 0 ? [[plain.slice(0, slash)], plain.slice(slash + 1)] : [goodsOwners, plain];
  const descriptions = await fewAtOnce(whose, (id) => describe(client, purchaseOrderId(id, its)));
  const [first, ...others] = descriptions.filter((description) => description !== undefined);
  if (!first) return { kind: 'missing', id: text, message: noPurchaseOrder };
  if (others.length > 0) {
    const names = [first, ...others].map(({ workflowId }) => workflowId);
    throw wrongUsage(`${text} names several purchase orders: ${names.join(', ')}. Say which one.`);
  }
  return { kind: 'shipment', id: first.workflowId, description: first };
}

const noPurchaseOrder =
  'there is no such purchase order: its delivery has not been read yet (`bridge sync purchase-orders`), or did not pass the filter, or ended long ago';

const noReturn =
  'there is no such return: it has not been read yet (`bridge sync returns`), or ended long ago; `return/<goods owner>/<order id in Ongoing>/<items reported before>`';

async function describe(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

async function whyMissing(
  client: Client,
  text: string,
  stores: readonly string[],
  goodsOwners: readonly string[],
): Promise<string> {
  if (text.startsWith(connectionId('')))
    return 'there is no such connection; `bridge setup` starts those that are configured';
  if (text.startsWith(purchaseOrderId('', '').slice(0, -1))) return noPurchaseOrder;
  if (text.startsWith('return/')) return noReturn;
  // A store that was removed from the configuration may still have some: only where nothing is found it is a mistake.
  const whose = lifeOf(text)?.whose ?? (text.includes('/') ? text.slice(0, text.indexOf('/')) : undefined);
  if (whose !== undefined && ![...stores, ...goodsOwners].includes(whose)) throw notConfigured('store', whose, stores);
  // An order number is what people have at hand.
  const query = `${isLife} AND OrderNumber = ${quoted(text)}`;
  const names = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 20 })) names.add(nameOf(workflowId));
  if (names.size > 0) throw wrongUsage(`${text} is an order number; its shipments: ${[...names].join(', ')}`);
  const where = text.includes('/') ? '' : ` in ${stores.join(', ')}`;
  return `there is no such shipment${where}: it has not been read yet (\`bridge sync shipments\`), is not to be sent (on hold, left out by \`filter\`: \`bridge preview shipment\` tells), or ended long ago`;
}

export function nameOf(workflowId: string): string {
  const key = keyOf(workflowId);
  return key ? shortId({ id: workflowId, ...key }) : workflowId;
}
