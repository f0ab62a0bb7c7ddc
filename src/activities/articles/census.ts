import type { GoodsOwnerRoom } from '../rooms';
import type { RegistryReader } from './read-registry';
import { Registry } from './registry';
import { registryRowOf } from './row';

/** Reads all pages for the numbers in them. @param seesAll see {@link Registry} */
export async function readRegistry(
  reader: RegistryReader,
  room: GoodsOwnerRoom,
  readAt: number,
  seesAll: boolean,
): Promise<Registry> {
  const registry = new Registry(readAt, seesAll);
  for (let page = 1; ; page += 1) {
    const { rows, received, hasNext } = await reader.page(page);
    for (const product of rows) {
      const row = registryRowOf(product, room);
      if (row) registry.note(row);
    }
    if (received === 0 || !hasNext) return registry;
  }
}
