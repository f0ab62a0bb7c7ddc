import { inspect } from 'node:util';
import fc from 'fast-check';
import { configDigest, Secret } from '../../src/config';
import { aFile, env, errorOf, parse } from './support';

describe('a secret', () => {
  const secret = new Secret('tell-nobody');

  it('is shown by reveal', () => {
    expect(secret.reveal()).toBe('tell-nobody');
  });

  it.each([
    ['text', String(secret)],
    ['template', `${secret.toString()}`],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ secret }, { depth: null, showHidden: true })],
    ['spread', JSON.stringify({ ...secret })],
    ['keys', Object.values(secret).join('')],
  ])('is not shown by %s', (_how, shown) => {
    expect(shown).not.toContain('tell-nobody');
  });
});

describe('a configuration', () => {
  const text = `
alerts: []
${aFile.replace('timezone: Europe/Stockholm', 'timezone: Europe/Stockholm\n          webhookSecrets: [hook-secret]')}`;

  it('shows none of its secrets', () => {
    const config = parse(text);
    for (const shown of [JSON.stringify(config), inspect(config, { depth: null, showHidden: true })]) {
      expect(shown).not.toContain(env.CENTRA_SECRET);
      expect(shown).not.toContain(env.ONGOING_PASSWORD);
      expect(shown).not.toContain('hook-secret');
    }
  });

  it('shows no value of the file in a problem, whatever is wrong', () => {
    const wrongLines = text.split('\n').flatMap((line, index) => (/: \S/.test(line) ? [index] : []));
    fc.assert(
      fc.property(
        fc.constantFrom(...wrongLines),
        fc.stringMatching(/^[a-zA-Z*&!{}[\]"'|>%@`:,# -]{0,12}$/),
        (lineNumber, noise) => {
          const broken = text
            .split('\n')
            .map((line, index) => (index === lineNumber ? line.replace(/: (\S.*)$/, `: ${noise}Zq9xSecretZq9x`) : line))
            .join('\n');
          const error = errorOf(broken);
          const shown = error === undefined ? '' : error.message + inspect(error) + JSON.stringify(error.problems);
          return !shown.includes('Zq9x');
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('configDigest', () => {
  it('does not depend on the order of keys', () => {
    expect(configDigest({ a: 1, b: { c: [1, 2], d: 'x' } })).toBe(configDigest({ b: { d: 'x', c: [1, 2] }, a: 1 }));
  });

  it('changes with a value, and with the order of a list', () => {
    const digests = [{ a: [1, 2] }, { a: [2, 1] }, { a: [1, 2, 3] }].map(configDigest);
    expect(new Set(digests).size).toBe(3);
  });

  it('knows nothing of secrets', () => {
    expect(configDigest({ secret: new Secret('one') })).toBe(configDigest({ secret: new Secret('two') }));
  });
});
