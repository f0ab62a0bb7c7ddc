import { possibleActions } from '../../../src/lifecycle/shipment/operator';
import type { Ask } from '../../../src/lifecycle/entity';
import type { Effect, WaitFor } from '../../../src/lifecycle/shipment/steps';
import { askSentence, details, waitingFor } from '../../../src/lifecycle/shipment/tell';
import { attentions } from '../../../src/lifecycle/words';
import { afterItsEnd, anOrder, aShippedOrder, hour, inWarehouse, minute } from '../builders';
import { asked, due } from '../stories';
import { notSent, refused, Story } from '../story';

/** Every reason to wait: to compile, the list must be whole. */
const waits: Readonly<Record<WaitFor, true>> = {
  warehouse: true,
  waybill: true,
  'back-order': true,
  operator: true,
  release: true,
  settling: true,
  'another-attempt': true,
  connection: true,
  'centra-to-drop-it': true,
  'centra-to-show-it': true,
  gate: true,
  payment: true,
  'changed-data': true,
  cancellable: true,
};
const sentence = /^\S.{10,}\S$/;
const key = { goodsOwner: 'acme', store: 'retail', shipmentId: '1001-1', orderNumber: '1001' };
const told = (story: Story) =>
  details(key, story.facts, story.decision, possibleActions(story.facts, story.settings, story.now));

describe('no silence', () => {
  it.each(attentions.map((attention) => [attention]))('`%s` has a sentence of its own', (attention) => {
    const ask: Ask = { attention, basis: '', choices: [] };
    expect(askSentence(ask)).toMatch(/^[A-Z].*\.$/);
    const others = attentions.filter((one) => one !== attention).map((one) => askSentence({ ...ask, attention: one }));
    expect(others).not.toContain(askSentence(ask));
  });

  it.each(Object.keys(waits) as WaitFor[])('a wait for `%s` is told', (reason) => {
    const said = waitingFor({ do: 'wait', for: reason });
    expect(said).toMatch(sentence);
  });

  it.each(Object.keys(due) as Effect['do'][])('%s is told', (effect) => {
    expect(waitingFor(due[effect]().step)).toMatch(sentence);
  });

  it('an end is told', () => {
    expect(waitingFor({ do: 'finish', as: 'completed' })).toBe('nothing: it ends');
  });

  it('what exactly is asked stands behind the sentence', () => {
    const ask: Ask = { attention: 'order-refused', basis: 'b', about: 'No such article', choices: [] };
    expect(askSentence(ask)).toMatch(/\(No such article\)$/);
  });

  it.each(asked)('`%s`: every choice that is offered is explained in its sentence', (attention, start) => {
    const ask = start().decision.asks.find((one) => one.attention === attention)!;
    for (const choice of ask.choices) expect(askSentence(ask)).toContain(`\`${choice}\``);
  });

  it.each<[what: string, start: () => Story]>([
    ['a refund that was refused', () => due.refund().does('refund', refused)],
    ['serial numbers that were refused', () => due.adjust().does('adjust', refused)],
    [
      'an order that was annulled after the end',
      () => new Story(afterItsEnd({ orderNumber: '1001-1', knownWaybills: [], addedWaybills: [], annulled: true })),
    ],
  ])('%s: so is the choice', (_what, start) => {
    const [ask] = start().decision.asks;
    for (const choice of ask!.choices) expect(askSentence(ask!)).toContain(`\`${choice}\``);
  });

  it('a refused cancellation says what the warehouse must do', () => {
    const said = askSentence({ attention: 'cancel-refused', basis: '', choices: [] });
    expect(said).toContain('take back what was picked and set the order to Open');
  });
});

describe('the details of a shipment', () => {
  it('say where it is, what it waits for, since when, and when a person is asked', () => {
    const text = told(new Story(inWarehouse()).later(hour).told(anOrder()));
    expect(text).toContain('**in-warehouse**: waits until the warehouse picks and ships it.');
    expect(text).toContain('Since 2026-05-04 08:00:00 UTC.');
    expect(text).toContain('A person is asked at 2026-05-11 08:00:00 UTC if nothing happens.');
  });

  it('say that it is held, and what it would wait for anyway', () => {
    const story = new Story(inWarehouse()).told(anOrder()).says('hold');
    const both = '**held**: waits until an operator releases it, and until the warehouse picks and ships it.';
    expect(told(story)).toContain(both);
    expect(told(due.import().says('hold'))).toContain('**held**: waits until an operator releases it.');
    expect(told(story.says('release'))).toContain('**in-warehouse**: waits until the warehouse picks and ships it.');
  });

  it('name the shipment, the order, its status and its waybill', () => {
    const text = told(new Story(inWarehouse()).told(aShippedOrder()));
    expect(text).toContain('1001-1, paid, good-to-go');
    expect(text).toContain('1001-1: Sent (450), waybill WB-1');
  });

  it.each(asked)('`%s`: tell the question, and what may be done', (attention, start) => {
    const story = start();
    const text = told(story);
    expect(text).toMatch(new RegExp(`\\*\\*Attention: ${attention}\\*\\*, since 2026-\\d\\d-\\d\\d \\d\\d:`));
    for (const choice of story.choices) {
      const data = JSON.stringify({ actor: 'your name', reason: 'why', choice });
      const [row] = text.split('\n').filter((line) => line.startsWith(`| \`resolve\` | \`${data}\` |`));
      expect(row).toMatch(/\| [a-z].{3,} \|$/);
    }
  });

  it('count the attempts that did nothing', () => {
    const story = due.import().does('import', notSent);
    expect(told(story)).toContain('1 of import, unavailable (ongoing)');
  });

  it('say when it is looked at again', () => {
    const story = due.import().does('import', notSent);
    expect(told(story)).toMatch(/Looked at again at 2026-05-04 08:00:0\d UTC\./);
  });

  it('name what may be done now, and nothing else', () => {
    const text = told(new Story(inWarehouse()).told(anOrder()).later(minute));
    const updates = [...text.matchAll(/^\| `(\w+)` \| `(\{.*?\})` \|/gm)].map(([, name, data]) => [
      name,
      JSON.parse(data!) as unknown,
    ]);
    const typed = { actor: 'your name', reason: 'why' };
    expect(updates).toEqual([
      ['cancel', typed],
      ['complete', typed],
      ['hold', typed],
      ['abandon', typed],
    ]);
  });

  it('say why not, of everything else', () => {
    const text = told(new Story(inWarehouse()).told(anOrder()).later(minute));
    expect(text).toMatch(/^Not now: `retry` \(nothing has failed.*`release` \(it is not held\)/m);
  });

  it('begin with what is asked', () => {
    const [, start] = asked[0]!;
    expect(told(start())).toMatch(/^\*\*Attention: /);
  });

  it('let no word of another system end a row', () => {
    const story = new Story(inWarehouse()).told(anOrder({ statusText: 'a | b\n<script>' }));
    expect(told(story)).toContain('a \\| b &lt;script>');
  });

  it.each([...Object.entries(due), ...asked.map(([attention, start]) => [attention, start] as const)])(
    'hold nothing that is not there: %s',
    (_state, start) => {
      expect(told(start())).not.toMatch(/undefined|NaN|Invalid|\[object/);
    },
  );
});
