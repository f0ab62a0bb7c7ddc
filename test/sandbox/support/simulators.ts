import { startSimulators, type Simulators, type SimulatorsOptions } from '../../../src/sandbox';
import { request, type Asked, type Reply } from './http';

/** Simulators of its own for every test of a file, closed after it. */
export function eachWithSimulators(options: SimulatorsOptions = {}): { readonly now: Simulators } {
  let running: Simulators | undefined;
  beforeEach(async () => {
    running = await startSimulators(options);
  });
  afterEach(async () => {
    await running?.close();
  });
  return {
    get now() {
      if (!running) throw new Error('the simulators run within a test only');
      return running;
    },
  };
}

export type Api = (method: string, path: string, body?: unknown, asked?: Asked) => Promise<Reply>;

/** Centra's Order API of a store, with its secret. */
export function centraApi(simulators: Simulators, store = 'retail'): Api {
  const { baseUrl, secret } = simulators.centra[store]!;
  return (method, path, body, asked) =>
    request(method, baseUrl + path, { body, ...asked, headers: { 'API-Authorization': secret, ...asked?.headers } });
}

/** Ongoing's API of a goods owner, with its user. */
export function ongoingApi(simulators: Simulators, goodsOwner = 'acme'): Api {
  const { baseUrl, username, password } = simulators.ongoing[goodsOwner]!;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return (method, path, body, asked) =>
    request(method, baseUrl + path, { body, ...asked, headers: { authorization, ...asked?.headers } });
}
