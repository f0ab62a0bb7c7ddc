import { alertDocument } from '../../../src/activities/alerts/document';
import { slackMessage } from '../../../src/activities/alerts/slack';
import { targetsOf } from '../../../src/activities/alerts/targets';
import { Secret } from '../../../src/config';
import { causeOf, type Alert } from '../../../src/lifecycle/alerts/facts';

const at = Date.UTC(2026, 2, 1, 12);
const occasion = { at, namespace: 'default' };

const anAlert = (more: Partial<Alert> = {}): Alert => ({
  ...{ id: 'short-picked/acme/retail/raised/1', event: 'raised', cause: 'short-picked/acme/retail' },
  ...{ attention: 'short-picked', goodsOwner: 'acme', store: 'retail', count: 5_213, since: at - 60_000 },
  examples: ['shipment/retail/83651-1', 'shipment/retail/83652-1'],
  ...more,
});

const inStores = (count: number) =>
  Array.from({ length: count }, (_, index) => anAlert({ store: `store-${index}`, id: `${index}` }));

describe('the JSON of alerts', () => {
  it('has a few ids, a count, what to do and the command that lists all', () => {
    expect(alertDocument([anAlert()], occasion)).toEqual({
      ...{ version: 1, id: expect.stringMatching(/^[0-9a-f]{32}$/), at: '2026-03-01T12:00:00.000Z' },
      ...{ namespace: 'default', isTest: false, summary: '5213 need a person (short-picked)' },
      alerts: [
        {
          ...{ id: 'short-picked/acme/retail/raised/1', event: 'raised', cause: 'short-picked/acme/retail' },
          ...{ attention: 'short-picked', goodsOwner: 'acme', store: 'retail', count: 5_213, countBefore: null },
          ...{ since: '2026-03-01T11:59:00.000Z', times: 1 },
          examples: ['shipment/retail/83651-1', 'shipment/retail/83652-1'],
          what: 'The warehouse did not pick what was ordered.',
          todo: '`bridge shipment ID` names the rows; answer `lower`, `refund`, `as-is` or `wait`.',
          command: 'bridge shipments --attention short-picked --store retail',
        },
      ],
    });
  });

  it('has the same id for the same news in the same place, and only for these', () => {
    const id = (alerts: Alert[], more: object = {}) => alertDocument(alerts, { ...occasion, ...more }).id;
    expect(id([anAlert({ count: 9 })], { at: at + 1 })).toBe(id([anAlert()]));
    expect(id([anAlert({ id: 'another' })])).not.toBe(id([anAlert()]));
    expect(id([anAlert()], { namespace: 'staging' })).not.toBe(id([anAlert()]));
  });

  it.each<[what: string, alerts: Alert[], summary: string]>([
    ['one', [anAlert({ count: 1 })], '1 needs a person (short-picked)'],
    ['an end', [anAlert({ event: 'recovered' })], 'one cause is over'],
    [
      'several kinds',
      ['overdue', 'unmappable', 'not-paid', 'no-tracking'].map((attention) => anAlert({ attention, count: 2 })),
      '8 need a person (overdue, unmappable, not-paid and 1 more)',
    ],
  ])('says in one line what it is about: %s', (_what, alerts, summary) => {
    expect(alertDocument(alerts, occasion).summary).toBe(summary);
  });

  it('lists a goods owner’s connection without a store', () => {
    const alert = anAlert({ attention: 'unreachable', store: undefined });
    const [entry] = alertDocument([alert], occasion).alerts;
    expect(entry).toMatchObject({ store: null, command: 'bridge shipments --attention unreachable' });
  });
});

describe('the message for a chat', () => {
  const textOf = (alerts: Alert[]) => JSON.stringify(slackMessage(alertDocument(alerts, occasion)));

  it('has the same in words', () => {
    const { text, blocks } = slackMessage(alertDocument([anAlert({ before: 3, event: 'grown' })], occasion));
    expect(text).toBe('Bridge: 5213 need a person (short-picked)');
    expect(blocks).toEqual([
      { type: 'section', text: { type: 'mrkdwn', text: '*Bridge: 5213 need a person (short-picked)*' } },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: [
            ':chart_with_upwards_trend: *short-picked* in acme / retail: 5213, before 3',
            'The warehouse did not pick what was ordered. `bridge shipment ID` names the rows; answer `lower`, `refund`, `as-is` or `wait`.',
            '`shipment/retail/83651-1`, `shipment/retail/83652-1` and 5211 more',
            'All of them: `bridge shipments --attention short-picked --store retail`',
          ].join('\n'),
        },
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'default, 2026-03-01T12:00:00.000Z' }] },
    ]);
  });

  it('stays within what a chat takes, whatever the number of causes', () => {
    const { text, blocks } = slackMessage(alertDocument(inStores(500), occasion));
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) expect(JSON.stringify(block).length).toBeLessThan(3_000);
    expect(text.length).toBeLessThan(300);
    expect(textOf(inStores(500))).toContain('… and 448 more causes');
  });

  it('is nothing but text', () => {
    const evil = anAlert({ store: '<!channel>', attention: 'a&b', examples: ['<http://x|y>'] });
    expect(textOf([evil])).not.toMatch(/<[^ ]/);
    expect(textOf([evil])).toContain('&lt;!channel&gt;');
  });
});

describe('a target’s names', () => {
  const target = (url: string) => ({ url: new Secret(url), format: 'json' as const, windowMs: 1 });

  it('are its place in the file, and a digest that stays when the place changes', () => {
    const [one, other] = ['https://a.example.com/T0/s3cr3t', 'https://b.example.com/T0/s3cr3t'];
    const [first, second] = targetsOf([target(one), target(other)]);
    const [moved] = targetsOf([target(other)]);
    expect([first!.name, second!.name, moved!.name]).toEqual(['alerts[0]', 'alerts[1]', 'alerts[0]']);
    expect(first!.id).not.toBe(second!.id);
    expect(moved!.id).toBe(second!.id);
    expect(JSON.stringify([first, second, causeOf(anAlert())])).not.toContain('s3cr3t');
  });
});
