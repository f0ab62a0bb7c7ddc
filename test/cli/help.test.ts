import { exampleLines, foldText } from '../../src/cli/help';

describe('a help text', () => {
  it('runs the lines of a paragraph together and folds them', () => {
    expect(foldText('one two\nthree four\n\nfive', 20)).toBe('one two three four\n\nfive');
    expect(foldText('one two three four five', 20)).toBe('one two three four\nfive');
  });

  it('folds the items of a list below their second column', () => {
    const text = 'Jobs:\n  stock    what is there, in Ongoing\n  orders   all\nAnd more.';
    expect(foldText(text, 34)).toBe(
      ['Jobs:', '  stock    what is there, in', '           Ongoing', '  orders   all', 'And more.'].join('\n'),
    );
  });
});

describe('examples', () => {
  it('stand beside what they do, where there is room', () => {
    expect(exampleLines([['bridge up', 'run it']], 80)).toBe('  bridge up  run it');
  });

  it('stand above it, where there is none, and can be copied as they stand', () => {
    const example = ['bridge complete retail/1-1 --tracking UA1 --reason "by telephone"', 'with a waybill'] as const;
    expect(exampleLines([example], 50)).toBe(
      ['  bridge complete retail/1-1 --tracking UA1 \\', '    --reason "by telephone"', '      with a waybill'].join(
        '\n',
      ),
    );
  });
});
