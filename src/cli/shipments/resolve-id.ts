import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { allStores, type Config } from '../../config';
import { connectionId, shipmentId, workflowTypes } from '../../protocol/names';
import { fewAtOnce } from '../../schedules/few-at-once';
import { wrongUsage } from '../exit';
import { keyOf, shortId } from './row';
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
 * An id is a workflow id (`shipment/retail/83651-1`, `connection/retail`), `retail/83651-1`, or `83651-1`.
 *
 * @returns the workflow ids that it may mean
 */
export function candidatesOf(text: string, stores: readonly string[]): string[] {
  if (text.trim() !== text || text === '') throw wrongUsage('an id has no blanks at its ends and is not empty');
  if (text.startsWith('shipment/')) return keyOf(text) ? [text] : [];
  if (text.startsWith(connectionId(''))) return [text];
  const slash = text.indexOf('/');
  if (slash > 0) return [shipmentId(text.slice(0, slash), text.slice(slash + 1))];
  return stores.map((store) => shipmentId(store, text));
}

/**
 * Finds what an id names. Temporal is asked for each that it may mean: lists may be a moment late.
 *
 * @throws {CliProblem} (wrong usage) it names several: the message lists them
 */
export async function resolveId(client: Client, config: Config, text: string): Promise<Resolved | Missing> {
  const stores = allStores(config).map(({ store }) => store.id);
  const descriptions = await fewAtOnce(candidatesOf(text, stores), (id) => describe(client, id));
  const found = descriptions.filter((description) => description !== undefined);
  const [first, ...others] = found;
  if (!first) return { kind: 'missing', id: text, message: await whyMissing(client, text, stores) };
  if (others.length > 0) {
    const names = found.map(({ workflowId }) => nameOf(workflowId));
    throw wrongUsage(`${text} names several shipments: ${names.join(', ')}. Say which one.`);
  }
  const kind = first.type === workflowTypes.connection ? 'connection' : 'shipment';
  return { kind, id: first.workflowId, description: first };
}

async function describe(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

async function whyMissing(client: Client, text: string, stores: readonly string[]): Promise<string> {
  if (text.startsWith(connectionId('')))
    return 'there is no such connection; `bridge setup` starts those that are configured';
  // An order number is what people have at hand.
  const query = `WorkflowType = '${workflowTypes.shipment}' AND OrderNumber = ${quoted(text)}`;
  const names = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 20 })) names.add(nameOf(workflowId));
  if (names.size > 0) throw wrongUsage(`${text} is an order number; its shipments: ${[...names].join(', ')}`);
  const where = text.includes('/') ? '' : ` in ${stores.join(', ')}`;
  return `there is no such shipment${where}: it has not been read yet (\`bridge sync shipments\`), or did not pass the gate, or ended long ago`;
}

export function nameOf(workflowId: string): string {
  const key = keyOf(workflowId);
  return key ? shortId(key) : workflowId;
}
