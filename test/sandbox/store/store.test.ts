import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from '../../../src/sandbox/store/store';
import { aFolder } from '../../support/temp-folder';

interface Row {
  id: string;
  value: number;
}
const rowsOf = (store: Store) => store.table<Row>('rows', (row) => row.id);

describe('the store', () => {
  let file: string;
  beforeEach(() => {
    file = join(aFolder(), 'deep', 'data.jsonl');
  });

  it('has every change in the file when the change returns', () => {
    const store = new Store(file);
    const rows = rowsOf(store);
    store.change(() => rows.put({ id: 'a', value: 1 }));
    const again = new Store(file);
    expect(rowsOf(again).get('a')).toEqual({ id: 'a', value: 1 });
    store.close();
    again.close();
  });

  it('writes a change as one line, so that half of it can never be read', () => {
    const store = new Store(file);
    const rows = rowsOf(store);
    const before = readFileSync(file, 'utf8').split('\n').length;
    store.change(() => {
      rows.put({ id: 'a', value: 1 });
      rows.put({ id: 'b', value: store.next('number') });
      store.change(() => rows.delete('a'));
    });
    expect(readFileSync(file, 'utf8').split('\n').length).toBe(before + 1);
    store.close();
    const again = new Store(file);
    expect([...rowsOf(again).values()]).toEqual([{ id: 'b', value: 1 }]);
    expect(again.change(() => again.next('number'))).toBe(2);
    again.close();
  });

  it('drops half a line at the end, which nobody was told of, and goes on', () => {
    const store = new Store(file);
    const rows = rowsOf(store);
    store.change(() => rows.put({ id: 'a', value: 1 }));
    store.close();
    appendFileSync(file, '[["rows","b",{"id":"b","val');
    const again = new Store(file);
    const table = rowsOf(again);
    expect([...table.values()]).toEqual([{ id: 'a', value: 1 }]);
    again.change(() => table.put({ id: 'c', value: 3 }));
    again.close();
    const third = new Store(file);
    expect([...rowsOf(third).values()].map((row) => row.id)).toEqual(['a', 'c']);
    third.close();
  });

  it('refuses a file that is damaged in the middle, naming the line and not its content', () => {
    const store = new Store(file);
    store.close();
    writeFileSync(file, '[["rows","a",{"id":"a"}]]\nsecret street 1\n[["rows","b",{"id":"b"}]]\n');
    expect(() => new Store(file)).toThrow(/line 2 is damaged/);
    expect(() => new Store(file)).not.toThrow(/secret/);
  });

  it('keeps only what is left when it starts', () => {
    const store = new Store(file);
    const rows = rowsOf(store);
    for (let value = 0; value < 50; value += 1) store.change(() => rows.put({ id: 'a', value }));
    store.close();
    new Store(file).close();
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines.filter((line) => line.includes('"rows"'))).toEqual(['[["rows","a",{"id":"a","value":49}]]']);
  });

  it('remembers what was changed before an error, as memory does', () => {
    const store = new Store(file);
    const rows = rowsOf(store);
    const fails = () =>
      store.change(() => {
        rows.put({ id: 'a', value: 1 });
        throw new Error('later');
      });
    expect(fails).toThrow('later');
    store.close();
    const again = new Store(file);
    expect(rowsOf(again).size).toBe(1);
    again.close();
  });

  it('forgets everything when it is cleared, in the file as well', () => {
    const store = new Store(file);
    const rows = rowsOf(store);
    store.change(() => rows.put({ id: 'a', value: 1 }));
    store.clear();
    store.change(() => rows.put({ id: 'b', value: 2 }));
    store.close();
    const again = new Store(file);
    expect([...rowsOf(again).values()]).toEqual([{ id: 'b', value: 2 }]);
    again.close();
  });

  it('does not let rows be changed where nobody writes them down', () => {
    const store = new Store();
    const rows = rowsOf(store);
    expect(() => rows.put({ id: 'a', value: 1 })).toThrow('outside of a change');
  });
});
