import type { Client } from '@temporalio/client';
import type { OperatorAction } from '../../lifecycle/words';
import { fewAtOnce } from '../../schedules/few-at-once';
import type { Context, Given } from '../context';
import { withTemporal } from '../context';
import { exit, wrongUsage, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput, type Output } from '../output';
import { nameOf, resolveId, type Target } from '../shipments/resolve-id';
import { lifeOf } from '../shipments/row';
import { isSelective, openShipments, type Selection } from '../shipments/visibility';
import { onConnection } from './on-connection';
import { onShipment } from './on-shipment';
import { actorOf } from './actor';
import { failed, report, type ActionResult } from './result';

/** What an operator's action is given on the command line. */
export interface ActOptions extends Given, Selection {
  readonly reason?: string;
  readonly as?: string;
  readonly choice?: string;
  readonly tracking?: string;
  readonly carrier?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** How long a worker may take to answer, ms. */
  readonly timeout?: number;
}

/** One action of one person, as the workflows record it. */
export interface Order {
  readonly action: OperatorAction;
  readonly actor: string;
  readonly reason?: string;
  readonly choice?: string;
  readonly tracking?: string;
  readonly carrier?: string;
}

/** `bridge retry|cancel|complete|hold|release|resolve|abandon` */
export async function act(
  action: OperatorAction,
  ids: readonly string[],
  options: ActOptions,
  io: Io,
): Promise<ExitCode> {
  const order = orderOf(action, options);
  assertChosen(ids, options);
  const output = createOutput(options, io);
  return withTemporal(options, io, async (context) => {
    const targets = ids.length > 0 ? await named(ids, context) : await chosen(context.client, options);
    if (targets.length === 0) output.say('No shipment under way is chosen by these options.');
    if (ids.length === 0 && targets.length > 1 && !options.yes && !options.dryRun) {
      return preview(action, targets, output);
    }
    const results = await fewAtOnce(targets, (target) => one(target, order, options, context.client));
    if (options.dryRun) output.say('Nothing was done (--dry-run).');
    return report(results, output);
  });
}

function orderOf(action: OperatorAction, options: ActOptions): Order {
  const { reason, choice, tracking, carrier } = options;
  if (action !== 'retry' && action !== 'release' && !reason?.trim()) {
    throw wrongUsage(`${action} needs --reason "…": it is recorded with your name`);
  }
  if (action === 'resolve' && !choice) {
    throw wrongUsage('resolve needs --choice; `bridge shipment ID` shows the choices that are offered');
  }
  return {
    action,
    actor: actorOf(options.as),
    ...(reason?.trim() ? { reason: reason.trim() } : {}),
    ...(choice ? { choice } : {}),
    ...(tracking ? { tracking } : {}),
    ...(carrier ? { carrier } : {}),
  };
}

function assertChosen(ids: readonly string[], options: ActOptions): void {
  if (ids.length > 0 && isSelective(options)) {
    throw wrongUsage('name shipments, or choose them by options; not both');
  }
  if (ids.length === 0 && !isSelective(options)) {
    throw wrongUsage('name shipments (retail/83651-1 …), or choose them with --attention, --store, --stage, --query …');
  }
}

/** Nothing is done before every id is understood. */
async function named(ids: readonly string[], { client, config }: Context): Promise<Target[]> {
  const targets = await fewAtOnce(ids, (id) => resolveId(client, config, id));
  return targets.filter(({ id }, index) => targets.findIndex((other) => other.id === id) === index);
}

async function chosen(client: Client, options: ActOptions): Promise<Target[]> {
  const found: Target[] = [];
  const query = openShipments(options, Date.now());
  for await (const { workflowId, status } of client.workflow.list({ query, pageSize: 1_000 })) {
    // Whatever a query of the user's own finds: only shipments and orders under way are acted on.
    const kind = lifeOf(workflowId)?.kind;
    if ((kind === 'shipment' || kind === 'order') && status.name === 'RUNNING')
      found.push({ kind: 'shipment', id: workflowId });
  }
  return found;
}

const previewed = 10;

function preview(action: OperatorAction, targets: readonly Target[], output: Output): ExitCode {
  const names = targets.slice(0, previewed).map(({ id }) => `  ${nameOf(id)}`);
  const more = targets.length > previewed ? [`  … and ${targets.length - previewed} more`] : [];
  output.say(
    [`${action} would be done to ${targets.length} shipments:`, ...names, ...more].join('\n') +
      '\nNothing was done. Say --yes to do it, or --dry-run to see what would happen to each.',
  );
  output.data({ results: [], chosen: targets.map(({ id }) => id) }, () => '');
  return exit.usage;
}

function one(target: Target, order: Order, options: ActOptions, client: Client): Promise<ActionResult> {
  if (target.kind === 'missing') return Promise.resolve(failed(target.id, target.message));
  const how = { client, dryRun: options.dryRun ?? false, timeoutMs: options.timeout };
  return target.kind === 'connection' ? onConnection(target.id, order, how) : onShipment(target.id, order, how);
}
