import type { Attention, ConnectionStage } from './words';

/** What a connection remembers; see `protocol/connection`. Times are epoch milliseconds. */
export interface ConnectionFacts {
  readonly paused?: { readonly at: number; readonly by: string; readonly reason?: string };
  /** It does not work: nothing but probes goes out. */
  readonly waiting?: { readonly why: 'unauthorized' | 'unreachable'; readonly since: number; readonly probes: number };
  /** Endpoints that are switched off in the plugin, and when a call was last refused for it. */
  readonly off: Readonly<Record<string, number>>;
  /** Lists that have shrunk so much that nothing is withdrawn because of them. */
  readonly shrunk?: Readonly<Partial<Record<ShopList, ShrunkList>>>;
  /** Article numbers that several rows of the registry have: none of these is written. */
  readonly collisions?: { readonly since: number; readonly total: number; readonly named: readonly string[] };
}

/** What Centra is asked for as a whole list: what it lacks is a reason to ask. */
export type ShopList = 'shipments' | 'orders' | 'deliveries';

export interface ShrunkList {
  readonly since: number;
  readonly missing: number;
  readonly total: number;
  /** An operator says that the short list is true; counts until the list is whole again. */
  readonly believed?: { readonly at: number; readonly by: string };
}

export const workingConnection: ConnectionFacts = { off: {} };

/** A refused endpoint is forgotten when nothing has been refused for so long: twice the longest pause between attempts. */
export const endpointOffMs = 40 * 60_000;

/** Probes go out alone, at growing intervals up to five minutes. */
export const probeAfterMs = (probes: number) => Math.min(5_000 * 2 ** Math.min(probes, 10), 300_000);

export function connectionStage(facts: ConnectionFacts): ConnectionStage {
  if (facts.paused) return 'paused';
  return facts.waiting ? 'waiting' : 'working';
}

export interface ConnectionAsk {
  readonly attention: Attention;
  readonly since: number;
  readonly sentence: string;
  readonly choices: readonly string[];
}

/** What a person is asked because of a connection, most urgent first. */
export function connectionAsks({ waiting, off, shrunk = {}, collisions }: ConnectionFacts): ConnectionAsk[] {
  const asks: ConnectionAsk[] = [];
  if (waiting?.why === 'unauthorized') {
    asks.push({
      attention: 'unauthorized',
      since: waiting.since,
      sentence:
        'The credentials are refused. Mend them in the configuration or in the system; it is tried again by itself.',
      choices: [],
    });
  }
  const endpoints = Object.entries(off);
  if (endpoints.length > 0) {
    asks.push({
      attention: 'unauthorized',
      since: Math.min(...endpoints.map(([, at]) => at)),
      sentence: `Switched off in the plugin’s list of endpoints: ${endpoints.map(([operation]) => operation).join(', ')}. Switch it on; what waits for it goes on by itself.`,
      choices: [],
    });
  }
  if (waiting?.why === 'unreachable') {
    asks.push({
      attention: 'unreachable',
      since: waiting.since,
      sentence: 'The system does not answer. Everything waits, and goes on by itself when it does.',
      choices: [],
    });
  }
  for (const [list, { since, missing, total, believed }] of Object.entries(shrunk)) {
    if (believed) continue;
    asks.push({
      attention: 'list-shrunk',
      since,
      sentence: `Centra’s list of ${list} lacks ${missing} of ${total} open ones at once. Nothing is withdrawn because of it. If it is right, answer \`believe-it\`.`,
      choices: ['believe-it'],
    });
  }
  if (collisions) {
    const { since, total, named } = collisions;
    const more = total > named.length ? ` and ${total - named.length} more` : '';
    asks.push({
      attention: 'article-collision',
      since,
      sentence: `Several sizes have the same article number: ${named.join(', ')}${more}. None of them is written. Make them differ in Centra, or choose other parts in \`articles.articleNumber\`; \`bridge check\` names the sizes.`,
      choices: [],
    });
  }
  return asks;
}

/** What a reading of the whole article registry has found; nothing takes the question back. */
export function seeCollisions(
  { collisions: before, ...facts }: ConnectionFacts,
  { total, named }: { readonly total: number; readonly named: readonly string[] },
  now: number,
): ConnectionFacts {
  return total === 0 ? facts : { ...facts, collisions: { since: before?.since ?? now, total, named } };
}

/** What a scan makes of a list becomes a fact; one that is whole again needs no answer any more. */
export function seeList(
  { shrunk = {}, ...facts }: ConnectionFacts,
  list: ShopList,
  seen: Omit<ShrunkList, 'since' | 'believed'> | 'whole',
  now: number,
): ConnectionFacts {
  const { [list]: before, ...others } = shrunk;
  const lists = seen === 'whole' ? others : { ...others, [list]: { since: before?.since ?? now, ...seen } };
  return Object.keys(lists).length > 0 ? { ...facts, shrunk: lists } : facts;
}

/** An operator believes every list that is asked about. */
export function believeLists(facts: ConnectionFacts, by: string, now: number): ConnectionFacts {
  const lists = Object.entries(facts.shrunk ?? {}).map(([list, one]) => [list, { ...one, believed: { at: now, by } }]);
  return { ...facts, shrunk: Object.fromEntries(lists) as NonNullable<ConnectionFacts['shrunk']> };
}
