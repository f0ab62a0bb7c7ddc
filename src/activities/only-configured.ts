import type { NotDone } from '../lifecycle/results';
import { NotConfigured } from './rooms';

type Effects = Readonly<Record<string, (call: never) => Promise<unknown>>>;

/**
 * Effects whose store was taken out of the configuration: there are no credentials, so nothing is sent, and they are tried
 * again at growing intervals, until it is configured again or a person is asked. `bridge setup` names such stores. What
 * needs the warehouse only goes on.
 */
export const onlyConfigured = <E extends Effects>(effects: E): E =>
  Object.fromEntries(Object.entries(effects).map(([name, run]) => [name, guarded(run)])) as E;

const guarded = (run: Effects[string]) => async (call: never) => {
  try {
    return await run(call);
  } catch (error) {
    if (!(error instanceof NotConfigured)) throw error;
    const system = error.what === 'store' ? 'centra' : 'ongoing';
    return { end: 'not-done', why: 'unavailable', system } satisfies NotDone;
  }
};
