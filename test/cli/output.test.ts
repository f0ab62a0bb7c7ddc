import { showsColours } from '../../src/cli/io';
import { createOutput } from '../../src/cli/output';
import { capturedIo } from './support/captured';

describe('what a command says', () => {
  it('is data on standard output and messages on standard error', () => {
    const io = capturedIo();
    const output = createOutput({}, io);
    output.data({ total: 1 }, () => 'one\n');
    output.say('A message.');
    expect(io.said).toEqual({ out: 'one\n', err: 'A message.\n' });
  });

  it('is one JSON document with --json', () => {
    const io = capturedIo();
    createOutput({ json: true }, io).data({ total: 1 }, () => 'one\n');
    expect(JSON.parse(io.said.out)).toEqual({ total: 1 });
  });

  it('is shown in colours only where they can be seen', () => {
    const seen = createOutput({}, capturedIo({}, { colours: { out: true, err: true } }));
    const unseen = createOutput({}, capturedIo());
    expect(seen.paint('red', 'no')).toBe('\u001b[31mno\u001b[39m');
    expect(unseen.paint('red', 'no')).toBe('no');
  });

  it.each<[what: string, isTerminal: boolean | undefined, env: NodeJS.ProcessEnv, shown: boolean]>([
    ['a terminal', true, {}, true],
    ['a pipe', undefined, {}, false],
    ['a terminal, and NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a terminal, and an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['a terminal that cannot', true, { TERM: 'dumb' }, false],
  ])('has colours or not: %s', (_what, isTerminal, env, shown) => {
    expect(showsColours(isTerminal, env)).toBe(shown);
  });

  it('folds sentences for a terminal, and leaves alone what may be copied', () => {
    const io = capturedIo({}, { errColumns: 24 });
    createOutput({}, io).say('one two three four five six seven\n  curl -X POST http://127.0.0.1:8090/control');
    expect(io.said.err).toBe('one two three four five\nsix seven\n  curl -X POST http://127.0.0.1:8090/control\n');
    const file = capturedIo();
    createOutput({}, file).say('one two three four five six seven');
    expect(file.said.err).toBe('one two three four five six seven\n');
  });
});
