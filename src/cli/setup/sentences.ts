import type { SetupReport } from './set-up';

/** What setting up has changed, a line for each kind of thing; nothing when all was as it should be. */
export function changes(report: SetupReport): string[] {
  const { searchAttributes, retention, schedules, connections, lanes } = report;
  return [
    line('search attributes created', searchAttributes.created),
    ...(retention === 'changed' ? ['how long histories are kept: changed'] : []),
    line('schedules created', schedules.created),
    line('schedules updated', schedules.updated),
    line('schedules removed', schedules.removed),
    line('connections started', connections.started),
    line('leases started', lanes.started),
    line('leases ended', lanes.ended),
  ].filter((text) => text !== '');
}

const line = (what: string, ids: readonly string[]) => (ids.length > 0 ? `${what}: ${ids.toSorted().join(', ')}` : '');

/** What somebody should know, or do. */
export function warnings({ connections, leftBehind, problems }: SetupReport): string[] {
  return [
    ...problems,
    ...leftBehind.map(({ store, count }) => {
      const [are, them, they] = count === 1 ? ['is', 'it', 'it has'] : ['are', 'them', 'they have'];
      return (
        `Store ${store} is not configured, and ${count} of its shipments, orders, purchase orders and returns ${are} still ` +
        `under way: nobody looks after ${them}. Configure the store again until ${they} ended (\`import: none\` takes no ` +
        `new ones). \`bridge shipments --store ${store}\` lists ${them}.`
      );
    }),
    ...connections.gone.map((id) => `${id} still runs, and is not configured; end it in Temporal's UI when it is idle`),
  ];
}
