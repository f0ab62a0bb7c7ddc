import type { Account } from './account';

/** Several accounts as one; sums of the same name are added up. */
export function merged(accounts: readonly Account[]): Account {
  const sums: Record<string, { total: number; states: Record<string, number> }> = {};
  for (const account of accounts) {
    for (const [what, { total, states }] of Object.entries(account.sums)) {
      const sum = (sums[what] ??= { total: 0, states: {} });
      sum.total += total;
      for (const [state, count] of Object.entries(states)) sum.states[state] = (sum.states[state] ?? 0) + count;
    }
  }
  return {
    sums,
    differences: accounts.flatMap(({ differences }) => differences),
    underWay: accounts.flatMap(({ underWay }) => underWay),
  };
}
