import { createOngoing, ongoingSend, type Ongoing } from '../../../src/clients/ongoing';
import { failureOf } from '../support/failures';
import { startServer, type LocalServer } from '../support/server';

let server: LocalServer;
let ongoing: Ongoing;

beforeEach(async () => {
  server = await startServer();
  const connection = { baseUrl: server.url, username: 'a', password: 'b', timeoutMs: 2_000 };
  ongoing = createOngoing(ongoingSend(connection), { goodsOwnerId: 121 });
});
afterEach(() => server.close());

describe('the lookups', () => {
  it('name the warehouses', async () => {
    server.answerJson([
      { id: 1, code: 'MAIN', name: 'Main warehouse', address: { name: 'Kim Example' } },
      { id: '2', code: null },
    ]);
    await expect(ongoing.warehouses()).resolves.toEqual([{ id: 1, code: 'MAIN', name: 'Main warehouse' }, { id: 2 }]);
    server.answerJson(null);
    await expect(ongoing.warehouses()).resolves.toEqual([]);
    server.answerJson([{ code: 'MAIN' }]);
    await expect(failureOf(ongoing.warehouses())).resolves.toMatchObject({ kind: 'unreadable', at: '[0].id' });
  });

  it('name the causes of returns, and which of them remove goods', async () => {
    const sent = [
      { id: 1, code: 'SIZE', name: 'Wrong size', isRemoveCause: false, isChangeCause: true },
      { id: 2, code: null, name: 'Broken', isRemoveCause: true, isReturnCommentMandatory: true },
    ];
    server.answerJson({ returnCauses: sent });
    await expect(ongoing.returnCauses()).resolves.toEqual([
      { ...sent[0], isReturnCommentMandatory: false },
      { ...sent[1], code: undefined, isChangeCause: false },
    ]);
    expect(server.seen[0]?.query).toEqual([['goodsOwnerId', '121']]);
    server.answerJson({ returnCauses: null });
    await expect(ongoing.returnCauses()).resolves.toEqual([]);
    server.answerJson({});
    await expect(failureOf(ongoing.returnCauses())).resolves.toMatchObject({ kind: 'unreadable', at: 'returnCauses' });
  });
});
