import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { OperatorAction } from '../../lifecycle/words';
import { fewAtOnce } from '../../schedules/few-at-once';
import type { Context, Given } from '../context';
import { withTemporal } from '../context';
import { exit, wrongUsage, type ExitCode } from '../exit';
import { assertKnownStore } from '../not-configured';
import { failureOf } from '../failure';
import { heavy } from '../heavy';
import type { Io } from '../io';
import { isEntity, isLife } from '../../protocol/names';
import { createOutput, type Output } from '../output';
import { nameOf, resolveId, type Target } from '../shipments/resolve-id';
import { lifeOf } from '../shipments/row';
import { isSelective, openShipments, type Selection } from '../shipments/visibility';
import { assertForConnection, onConnection } from './on-connection';
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
  /** Do it only when exactly so many are chosen. */
  readonly expect?: number;
  /** The same again with the same text does nothing twice. */
  readonly requestId?: string;
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
    if (targets.length === 0) {
      assertKnownStore(options.store, context.config);
      output.say('Nothing under way is chosen by these options.');
    }
    assertPossible(action, targets);
    const unwanted = await whyNotAll(order, ids, targets, options, io, output);
    if (unwanted !== undefined) return unwanted;
    const requestId = options.requestId ?? randomUUID();
    const results = await fewAtOnce(targets, (target) => one(target, order, { ...options, requestId }, context));
    if (options.dryRun) output.say('Nothing was done (--dry-run).');
    if (results.some(({ code }) => code === exit.remote) && !options.dryRun) {
      output.say(`Nothing is done twice when the same command is given again with --request-id ${requestId}`);
    }
    return report(results, output);
  });
}

/** Before anything is done: what cannot be done to one of them is not done to the others either. */
function assertPossible(action: OperatorAction, targets: readonly Target[]): void {
  if (targets.some(({ kind }) => kind === 'connection')) assertForConnection(action);
}

/**
 * Several that options choose want a word more: their number, a yes at the terminal, or `--yes`.
 *
 * @returns how the command ends with nothing done; nothing when it goes on
 */
async function whyNotAll(
  { action }: Order,
  ids: readonly string[],
  targets: readonly Target[],
  { yes, expect, dryRun }: ActOptions,
  io: Io,
  output: Output,
): Promise<ExitCode | undefined> {
  if (expect !== undefined && expect !== targets.length) {
    output.say(`Nothing was done: ${targets.length} are chosen, and --expect ${expect} was said.`);
    output.data({ results: [], chosen: targets.map(({ id }) => id) }, () => '');
    return exit.usage;
  }
  if (ids.length > 0 || targets.length < 2 || yes || dryRun || expect !== undefined) return undefined;
  output.say(choice(action, targets));
  if (io.ask) {
    const answer = await io.ask(`${action} all ${targets.length}? [y/N] `);
    if (/^y(es)?$/i.test(answer)) return undefined;
    output.say('Nothing was done.');
    output.data({ results: [], chosen: targets.map(({ id }) => id) }, () => '');
    return exit.failed;
  }
  output.say(
    `Nothing was done. Say --yes to do it, --expect ${targets.length} to do it if they are as many then, or --dry-run to see what would happen to each.`,
  );
  output.data({ results: [], chosen: targets.map(({ id }) => id) }, () => '');
  return exit.usage;
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
  // Who asks in Temporal's words may mean purchase orders and returns, too.
  const query = openShipments(options, Date.now(), options.query === undefined ? isLife : isEntity);
  for await (const { workflowId, status } of client.workflow.list({ query, pageSize: 1_000 })) {
    // Whatever a query of the user's own finds: only what has a life and is under way is acted on.
    if (lifeOf(workflowId) && status.name === 'RUNNING') found.push({ kind: 'shipment', id: workflowId });
  }
  return found;
}

const previewed = 10;

/** How many, and some of them. */
function choice(action: OperatorAction, targets: readonly Target[]): string {
  const names = targets.slice(0, previewed).map(({ id }) => `  ${nameOf(id)}`);
  const more = targets.length > previewed ? [`  … and ${targets.length - previewed} more`] : [];
  const areShipments = targets.every(({ id }) => lifeOf(id)?.kind === 'shipment');
  const what = areShipments ? 'shipments' : 'workflows';
  return [`${action} would be done to ${targets.length} ${what}:`, ...names, ...more].join('\n');
}

/** What fails for one of them does not keep the others from being told. */
async function one(target: Target, order: Order, options: ActOptions, context: Context): Promise<ActionResult> {
  if (target.kind === 'missing') return failed(target.id, target.message);
  const { client, address, namespace } = context;
  const how = { client, dryRun: options.dryRun ?? false, timeoutMs: options.timeout, requestId: options.requestId };
  try {
    return await (target.kind === 'connection' ? onConnection : onShipment)(target.id, order, how);
  } catch (error) {
    const problem = heavy.connectionErrors().toTemporalProblem(error, { address, namespace, operation: order.action });
    // A defect is told as one.
    if (problem === error || !(problem instanceof Error)) throw error;
    return failed(target.id, failureOf(problem).message, exit.remote);
  }
}
