import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Journal, type JournalEntry } from '../../../src/sandbox/store/journal';
import { aFolder } from '../../support/temp-folder';

const read = (file: string): JournalEntry[] => {
  const entries: JournalEntry[] = [];
  Journal.open(file, (some) => entries.push(...some)).close();
  return entries;
};

describe('the journal', () => {
  let file: string;
  beforeEach(() => {
    file = join(aFolder(), 'journal.jsonl');
  });

  it('gives back what was written, in its order, letters of all kinds included', () => {
    const journal = Journal.open(file, () => undefined);
    journal.append([
      ['rows', 'å', { text: 'line\nbreak, “quotes”, 雪' }],
      ['rows', 'b', null],
    ]);
    journal.append([['rows', 'c', {}]]);
    journal.close();
    expect(read(file)).toEqual([
      ['rows', 'å', { text: 'line\nbreak, “quotes”, 雪' }],
      ['rows', 'b', null],
      ['rows', 'c', {}],
    ]);
  });

  it('cuts half a line off before it writes the next', () => {
    appendFileSync(file, '[["rows","a",{}]]\n[["rows","å","torn');
    const journal = Journal.open(file, () => undefined);
    journal.append([['rows', 'b', {}]]);
    journal.close();
    expect(readFileSync(file, 'utf8')).toBe('[["rows","a",{}]]\n[["rows","b",{}]]\n');
  });

  it('goes on at the end of the new file after it was compacted, and of the empty one after it was cleared', () => {
    const journal = Journal.open(file, () => undefined);
    for (const key of ['a', 'b', 'c']) journal.append([['rows', key, {}]]);
    journal.compact([['rows', 'c', {}]]);
    journal.append([['rows', 'd', {}]]);
    expect(read(file).map(([, key]) => key)).toEqual(['c', 'd']);
    journal.clear();
    journal.append([['rows', 'e', {}]]);
    journal.close();
    expect(readFileSync(file, 'utf8')).toBe('[["rows","e",{}]]\n');
  });
});
