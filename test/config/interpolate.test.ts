import { aFile, env, parse, problemsOf } from './support';

const password = (written: string, more: Record<string, string> = {}) =>
  parse(
    aFile.replace('${ONGOING_PASSWORD}', () => written),
    {
      env: { ...env, ...more },
      readFile: (name) => `content of ${name}\r\n`,
    },
  ).goodsOwners[0]?.ongoing.password.reveal();

describe('${…}', () => {
  it.each([
    ['a variable', '${A}', 'alpha'],
    ['several in one text', 'x${A}-${B}y', 'xalpha-betay'],
    ['an escape', '$${A}', '${A}'],
    ['an escape before a variable', '$${${A}}', '${alpha}'],
    ['a dollar sign that is none', '"pa$$word$"', 'pa$$word$'],
    ['a file', '${file:/run/secrets/x}', 'content of /run/secrets/x'],
    ['a variable in a variable is a text', '${NESTED}', '${A}'],
  ])('%s', (_what, written, value) => {
    expect(password(written, { A: 'alpha', B: 'beta', NESTED: '${A}' })).toBe(value);
  });

  it('gives numbers and switches too', () => {
    const text = aFile
      .replace('goodsOwnerId: 7', 'goodsOwnerId: ${ID}')
      .replace('    stores:', '    articles: { enabled: "${ARTICLES}" }\n    stores:');
    const [owner] = parse(text, { env: { ...env, ID: '12', ARTICLES: 'false' } }).goodsOwners;
    expect(owner).toMatchObject({ ongoing: { goodsOwnerId: 12 }, articles: { enabled: false } });
  });

  it.each([
    ['a variable that is not set', '${NOPE}', 'needs the environment variable NOPE, which is not set'],
    ['a word of the language', '${constructor}', 'needs the environment variable constructor, which is not set'],
    ['a file that is not there', '${file:nope}', 'needs the file nope, which cannot be read (ENOENT)'],
    ['something else', '${a b}', expect.stringContaining('neither an environment variable nor a file')],
    ['one that does not end', '"a${A"', expect.stringContaining('neither an environment variable nor a file')],
  ])('%s is one problem', (_what, written, what) => {
    const problems = problemsOf(
      aFile.replace('${ONGOING_PASSWORD}', () => written),
      { env: { ...env, A: 'alpha' } },
    );
    expect(problems).toMatchObject([{ path: 'goodsOwners[0].ongoing.password', line: 8, what }]);
  });

  it('an empty variable is no secret', () => {
    expect(problemsOf(aFile, { env: { ...env, CENTRA_SECRET: '' } })).toMatchObject([
      { path: 'goodsOwners[0].stores[0].centra.secret', what: expect.stringContaining('is empty') },
    ]);
  });
});
