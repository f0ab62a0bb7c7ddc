import { collectDefaultMetrics, Registry } from 'prom-client';
import { gauge } from './instruments';

export interface PageOptions {
  /** Which command this is. */
  readonly role: 'up' | 'gateway' | 'worker';
  readonly version: string;
}

/** What `/metrics` shows: Prometheus' text format. */
export interface Page {
  readonly registry: Registry;
  readonly contentType: string;
  /** Called before each showing: what has to be looked up first. It must not throw. */
  before(prepare: () => Promise<void> | void): void;
  /** Text of the same format that somebody else has made, added at the end. */
  besides(text: () => Promise<string>): void;
  text(): Promise<string>;
}

export function createPage({ role, version }: PageOptions): Page {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  gauge(registry, 'bridge_build_info').set({ role, version, node_version: process.version }, 1);
  const preparations: (() => Promise<void> | void)[] = [];
  const others: (() => Promise<string>)[] = [];
  return {
    registry,
    contentType: registry.contentType,
    before: (prepare) => void preparations.push(prepare),
    besides: (text) => void others.push(text),
    async text() {
      await Promise.all(preparations.map(async (prepare) => prepare()));
      // They may set metrics of ours, so they come first.
      const besides = await Promise.all(others.map((other) => other()));
      return [await registry.metrics(), ...besides].join('');
    },
  };
}
