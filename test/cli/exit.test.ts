import { exit, together, type ExitCode } from '../../src/cli/exit';

describe('the exit code for several ends', () => {
  it.each<[codes: ExitCode[], code: ExitCode]>([
    [[], exit.fine],
    [[exit.fine, exit.fine], exit.fine],
    [[exit.fine, exit.found], exit.found],
    [[exit.found, exit.remote, exit.fine], exit.remote],
    [[exit.remote, exit.usage, exit.found], exit.usage],
    [[exit.remote, exit.failed], exit.failed],
  ])('of %j is %d: the smallest that is not fine', (codes, code) => {
    expect(together(codes)).toBe(code);
  });
});
