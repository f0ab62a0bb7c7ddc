import { actorOf } from '../../../src/cli/operator/actor';

describe('who does it', () => {
  it('is the user of the system, or who --as names', () => {
    expect(actorOf(undefined, () => 'ada')).toBe('ada');
    expect(actorOf(' grace ', () => 'ada')).toBe('grace');
  });

  it.each<[what: string, as: string | undefined, user: () => string]>([
    ['a blank --as', ' ', () => 'ada'],
    ['a user without a name', undefined, () => ''],
    [
      'a user that the system does not know',
      undefined,
      () => {
        throw new Error('ENOENT');
      },
    ],
  ])('must be said: %s', (_what, as, user) => {
    expect(() => actorOf(as, user)).toThrow('say who you are with --as');
  });

  it('is a name, not a novel', () => {
    expect(() => actorOf('x'.repeat(101))).toThrow('longer than 100');
  });
});
