import type { AddressInfo } from 'node:net';
import { addCentraStore, centraBase } from './centra/routes';
import { createControl, type Control } from './control/control';
import { addControl } from './control/routes';
import { createServer } from './http/server';
import type { ServeDeps } from './http/serve';
import { Life } from './ongoing/life';
import { addOngoingInstance, ongoingBase } from './ongoing/routes';
import type { SimulatorsOptions } from './options';
import { World } from './world';

export interface StoreAddress {
  readonly baseUrl: string;
  readonly secret: string;
  readonly timezone: string;
  readonly type: 'b2b' | 'b2c';
}

export interface GoodsOwnerAddress {
  readonly baseUrl: string;
  readonly goodsOwnerId: number;
  readonly username: string;
  readonly password: string;
}

/** Both systems, running. */
export interface Simulators {
  /** `http://127.0.0.1:<port>`; the control API is below `/control`. */
  readonly url: string;
  /** By store id. */
  readonly centra: Readonly<Record<string, StoreAddress>>;
  /** By goods owner id. */
  readonly ongoing: Readonly<Record<string, GoodsOwnerAddress>>;
  /** The same verbs as over HTTP. */
  readonly control: Control;
  /** Ends every connection, answered or not. */
  close(): Promise<void>;
}

/**
 * Starts simulators of Centra's Order API and of Ongoing's goods owner API, written from what is published about them.
 *
 * @throws {Error} the port is taken, or the data file is damaged
 */
export async function startSimulators(options: SimulatorsOptions = {}): Promise<Simulators> {
  const world = new World(options);
  const closing = new AbortController();
  const server = createServer();
  const deps: ServeDeps = {
    faults: world.faults,
    meter: world.meter,
    now: world.now,
    closing: closing.signal,
    log: options.log ?? (() => undefined),
  };
  const goodsOwners = [...world.goodsOwners.values()];
  const control = createControl(world);
  for (const store of world.stores.values()) addCentraStore(server, store, deps);
  for (const instance of new Set(goodsOwners.map(({ account }) => account.instance))) {
    const there = goodsOwners.filter(({ account }) => account.instance === instance);
    addOngoingInstance(server, instance, there, deps);
  }
  addControl(server, control);
  try {
    await server.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  } catch (error) {
    world.store.close();
    throw error;
  }
  const life = new Life(() => goodsOwners);
  const url = urlOf(server.addresses());
  return {
    url,
    control,
    centra: Object.fromEntries(
      [...world.stores.values()].map((store) => {
        const { id, secret, timezone, type } = store;
        return [id, { baseUrl: url + centraBase(store), secret, timezone, type }];
      }),
    ),
    ongoing: Object.fromEntries(
      goodsOwners.map(({ account: { id, instance, goodsOwnerId, username, password } }) => [
        id,
        { baseUrl: url + ongoingBase(instance), goodsOwnerId, username, password },
      ]),
    ),
    async close() {
      life.stop();
      closing.abort();
      await server.close();
      world.store.close();
    },
  };
}

function urlOf([address]: readonly (AddressInfo | string)[]): string {
  if (typeof address !== 'object') throw new Error('the simulators listen nowhere');
  // What listens everywhere is reached here.
  const here = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address.address] ?? address.address;
  const host = address.family === 'IPv6' ? `[${here}]` : here;
  return `http://${host}:${address.port}`;
}
