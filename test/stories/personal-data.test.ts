import { inspect } from 'node:util';
import { eventually } from '../support/eventually';
import { everythingKept, tracesIn } from '../support/kept';
import type { TestShipment } from './support/test-shipment';
import { useStories } from './support/use-stories';

/** Everything that the worker tells of itself: what its log lines and metrics are made of. */
const told: string[] = [];
const hear = (report: object) => void told.push(inspect(report, { depth: 9, showHidden: true }));

const stories = useStories({
  worker: { onCall: hear, onEvent: hear },
  stores: {
    onimport: { capture: 'onImport' },
    // What customers write goes to the warehouse, and decides what is imported.
    remarks: { mapping: { warehouseInstruction: 'shipment.deliveryName + " / " + shipment.otherComment' } },
    fails: { attributes: ['wish'], filter: 'int(shipment.wish) > 0' },
    short: { shortPick: 'ask' },
  },
});

/** A person that nobody is, and whose traces cannot be mistaken. */
const person = {
  name: 'Qvintus Zaphodarion',
  email: 'qvintus.zaphodarion@example.com',
  cell: '+46701740691',
  tele: '+4684650042',
  address: 'Vogonstigen 424242',
  coaddress: 'c/o Marvinsdotter',
  zipcode: '987 42',
  city: 'Magratheahamn',
};
const comment = 'Ring Trillianette vid dörren';
const theirs = { delivery: person, otherComment: comment };
const traces = [
  ...['zaphodarion', 'qvintus', '701740691', '84650042', 'vogonstigen', 'marvinsdotter', '987 42', 'magratheahamn'],
  ...['trillianette', 'retail-secret', 'onimport-secret', 'remarks-secret', 'acme-password'],
];

/** What a careless system says, in every spelling. */
const words = [
  ...Object.values(person),
  comment,
  person.name.toUpperCase(),
  '+46 70 174 06 91',
  JSON.stringify(person).replaceAll('ö', '\\u00f6'),
].join(' <br/> ');

const refuses = (shipment: TestShipment, method: 'PUT' | 'POST' | 'DELETE', path: string, status?: number) =>
  stories.faults.add({ kind: 'refused', about: shipment.id, method, path, words, ...(status ? { status } : {}) });

describe('of the people whose goods they are', () => {
  it('nothing is kept in Temporal, and nothing told to a log, whatever happens to the shipments', async () => {
    // The quiet way, with everything that a customer may write.
    const quiet = [
      stories.ordered(theirs),
      stories.ordered({ ...theirs, store: 'onimport', payment: 'authorised' }),
      stories.ordered({
        ...theirs,
        store: 'remarks',
        servicePoint: 'Zaphodarion Kiosk',
        delivery: { ...person, company: 'Zaphodarion AB' },
      }),
    ];
    // Refused by either system, with all that it knows in its words.
    const refused = stories.ordered(theirs);
    refuses(refused, 'PUT', '/orders');
    const broken = stories.ordered(theirs);
    refuses(broken, 'PUT', '/orders', 500);
    const withoutId = stories.ordered(theirs);
    refuses(withoutId, 'PUT', '/orders', 200);
    const notCaptured = stories.ordered({ ...theirs, store: 'onimport', payment: 'authorised' });
    refuses(notCaptured, 'PUT', '/capture');
    const notCompleted = stories.ordered(theirs);
    refuses(notCompleted, 'PUT', '/shipment');
    const notLowered = stories.ordered({ ...theirs, store: 'short', payment: 'authorised', lines: [{ quantity: 2 }] });
    refuses(notLowered, 'PUT', '/shipments');
    // Not to be mapped, not to be read, not to be judged.
    const unmappable = stories.ordered({ ...theirs, delivery: { ...person, country: '' } });
    stories.ordered({ ...theirs, attributes: { shouldCapture: person.name } });
    stories.ordered({ ...theirs, store: 'fails', attributes: { wish: person.name } });
    for (const store of ['retail', 'onimport', 'remarks', 'fails', 'short']) await stories.scan(store);

    await refused.asks('order-refused');
    await notCaptured.asks('capture-refused');
    await unmappable.asks('unmappable');
    await broken.until(({ facts }) => facts.doubt !== undefined || facts.attempts !== undefined);
    const changed = quiet[0]!;
    const moved = quiet[1]!;
    for (const shipment of [...quiet, notCompleted, notLowered]) await shipment.reaches('in-warehouse', 'warehouse');
    // Moved, and changed when that is too late.
    stories.merchant.changeOrder({ orderNumber: changed.order, delivery: { address: `${person.address} B` } });
    await stories.scan();
    await eventually(() => changed.inOngoing().posted.consignee);
    stories.warehouse.allocate({ orderNumber: moved.id });
    stories.merchant.changeOrder({ orderNumber: moved.order, delivery: { city: `${person.city} 2` } });
    await stories.scan('onimport');
    await moved.asks('changed-after-start');
    await refused.act('hold', { reason: 'a look' });
    // Cancelled, and refused again.
    const notCancelled = await stories.imported(theirs);
    refuses(notCancelled, 'DELETE', '/orders');
    stories.merchant.cancel({ orderNumber: notCancelled.order });
    await stories.scan();

    for (const shipment of [...quiet, notCompleted]) shipment.ships();
    stories.warehouse.shortPick({ orderNumber: notLowered.id, missing: 1 });
    stories.warehouse.ship({ orderNumber: notLowered.id });
    await stories.scanWarehouse();
    for (const shipment of quiet) await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    await notLowered.asks('short-picked');
    await notLowered.act('resolve', { choice: 'lower' });
    await stories.sweep();
    await notCompleted.asks('complete-refused');
    await notCancelled.asks('cancel-refused');
    expect(stories.faults.list({}).filter(({ kind, hits }) => kind === 'refused' && hits === 0)).toEqual([]);

    const kept = await everythingKept(stories.client);
    expect(tracesIn(kept, traces)).toEqual([]);
    // It was looked at all the same: refusals name the fields.
    for (const field of ['‹consignee.name›', '‹deliveryName›']) expect(kept).toContain(field);
    expect(tracesIn(told.join('\n'), traces)).toEqual([]);
    // The person was there all the time.
    expect(tracesIn(JSON.stringify(changed.inOngoing()), traces)).not.toEqual([]);
  });
});
