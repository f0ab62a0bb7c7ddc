import { ApiUnreadable } from '../clients/errors';
import type { Listed } from '../clients/listed';

/**
 * For lists that are read to find one thing: a row that cannot be read may be that thing.
 *
 * @throws {ApiUnreadable} a row of it is broken
 */
export function assertReadable(
  { broken: [first] }: Pick<Listed<unknown>, 'broken'>,
  system: 'centra' | 'ongoing',
  operation: string,
): void {
  if (first) throw new ApiUnreadable({ system, operation }, first.what, { at: first.at });
}
