import type { ConnectionInput } from './connection';
import { searchAttributes } from './names';

/** What lists show of a connection from its start, whoever starts it. */
export const connectionStart = ({ id, goodsOwner, store, system }: ConnectionInput) => ({
  typedSearchAttributes: [
    { key: searchAttributes.goodsOwner, value: goodsOwner },
    ...(store ? [{ key: searchAttributes.store, value: store }] : []),
    { key: searchAttributes.stage, value: 'working' },
  ],
  staticSummary: `${system === 'centra' ? 'Centra store' : 'Ongoing goods owner'} ${id}`,
});
