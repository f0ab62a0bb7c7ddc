import { createCentra, centraSend, type Centra } from '../../../src/clients/centra';
import type { CallReport } from '../../../src/clients/http';
import { failureOf } from '../support/failures';
import { startServer, type LocalServer } from '../support/server';

let server: LocalServer;
let centra: Centra;
let reports: CallReport[];

beforeEach(async () => {
  server = await startServer();
  reports = [];
  const connection = { baseUrl: server.url, secret: 'geheim', timeoutMs: 2_000 };
  centra = createCentra(centraSend(connection, { onCall: (report) => reports.push(report) }));
});
afterEach(() => server.close());

describe('new stock', () => {
  const set = () => centra.setStock([{ product: 'TEEBLACKM', quantity: 3 }]);
  const no = { status: 'no', msg: 'Some of the products were not updated' };

  it('of nothing is not sent', async () => {
    await expect(centra.setStock([])).resolves.toEqual({ notFound: [], bundles: [] });
    expect(server.seen).toEqual([]);
  });

  it.each<[what: string, reply: unknown, unset: unknown]>([
    ['all were set', { status: 'ok' }, { notFound: [], bundles: [] }],
    ['two are not there', { ...no, errors: { productsNotFound: ['A', 123] } }, { notFound: ['A', '123'], bundles: [] }],
    [
      'one is not there and one is a bundle',
      { ...no, errors: { productsNotFound: ['A'], productsAreBundles: ['B'] } },
      { notFound: ['A'], bundles: ['B'] },
    ],
    [
      'a list with gaps is an object',
      { ...no, errors: { productsNotFound: { 3: 'A', 7: 'B' }, productsAreBundles: null } },
      { notFound: ['A', 'B'], bundles: [] },
    ],
  ])('is set in part without an error: %s', async (_what, reply, unset) => {
    server.answerJson(reply);
    await expect(set()).resolves.toEqual(unset);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['ok']);
  });

  it.each<[what: string, errors: unknown]>([
    ['no errors', undefined],
    ['a text', 'all of them'],
    ['empty lists', { productsNotFound: [], productsAreBundles: [] }],
    ['a list of something else', { productsNotFound: [{ product: 'A' }] }],
    ['another kind of error beside', { productsNotFound: ['A'], productsLocked: ['B'] }],
  ])('is refused when a "no" has %s: nothing may be taken for set', async (_what, errors) => {
    server.answerJson({ ...no, errors });
    await expect(failureOf(set())).resolves.toMatchObject({ kind: 'refused', status: 200 });
  });
});
