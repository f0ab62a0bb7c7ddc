import type { Attention, ConnectionStage } from './words';

/** What a connection remembers; see `protocol/connection`. Times are epoch milliseconds. */
export interface ConnectionFacts {
  readonly paused?: { readonly at: number; readonly by: string; readonly reason?: string };
  /** It does not work: nothing but probes goes out. */
  readonly waiting?: { readonly why: 'unauthorized' | 'unreachable'; readonly since: number; readonly probes: number };
  /** Endpoints that are switched off in the plugin, and when a call was last refused for it. */
  readonly off: Readonly<Record<string, number>>;
  /** A list has shrunk so much that nothing is withdrawn because of it. */
  readonly shrunk?: { readonly since: number; readonly missing: number; readonly total: number };
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
export function connectionAsks({ waiting, off, shrunk, believed }: ConnectionFacts): ConnectionAsk[] {
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
  if (shrunk && !believed) {
    asks.push({
      attention: 'list-shrunk',
      since: shrunk.since,
      sentence: `Centra’s list of shipments lacks ${shrunk.missing} of ${shrunk.total} open ones at once. Nothing is withdrawn because of it. If it is right, answer \`believe-it\`.`,
      choices: ['believe-it'],
    });
  }
  return asks;
}
