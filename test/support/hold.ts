import type { FaultRule, Simulators } from '../../src/sandbox';
import { eventually } from './eventually';

/** A call that a simulator holds back for as long as the test wants. */
export interface Held {
  /** Waits until the call has come in. */
  reached(): Promise<void>;
  /** Lets it be done and answered. */
  release(): void;
}

let holds = 0;

/** Holds back the next call that fits (or as many as `times`): whatever a test does meanwhile happens in the middle. */
export function hold(
  faults: Simulators['control']['faults'],
  call: Omit<FaultRule, 'id' | 'kind' | 'delayMs'>,
  withinMs = 60_000,
): Held {
  const { id } = faults.add({ times: 1, ...call, id: `held-${++holds}`, kind: 'held' });
  return {
    async reached() {
      await eventually(() => faults.list({}).some((fault) => fault.id === id && fault.hits > 0), { withinMs });
    },
    release: () => void faults.clear({ id }),
  };
}
