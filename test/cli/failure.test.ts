import { ConfigError } from '../../src/config';
import {
  NamespaceMissing,
  TemporalNotConfigured,
  TemporalRefused,
  TemporalUnreachable,
} from '../../src/connection/errors';
import { HeldByAnother } from '../../src/devserver/errors';
import { ScheduleMissing } from '../../src/schedules';
import { CliProblem, exit, type ExitCode } from '../../src/cli/exit';
import { failureOf } from '../../src/cli/failure';

describe('how a command ends with an error', () => {
  it.each<[error: Error, code: ExitCode]>([
    [new CliProblem(exit.found, 'found'), exit.found],
    [new ConfigError('bridge.yaml', [{ path: 'every', what: 'is wrong' }]), exit.usage],
    [new TemporalNotConfigured('none'), exit.usage],
    [new NamespaceMissing('no namespace'), exit.usage],
    [new TemporalUnreachable('away'), exit.remote],
    [new TemporalRefused('no'), exit.remote],
    [new ScheduleMissing('shipments/retail'), exit.failed],
    [new HeldByAnother('data', { pid: 1, host: 'here', since: 'today' }), exit.failed],
    [Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'mkdir' }), exit.failed],
  ])('%s: %d, with its own words', (error, code) => {
    expect(failureOf(error)).toEqual({ code, message: error.message });
  });

  it('is a mistake in the program where nobody expected it: its words may name people, its places do not', () => {
    const { code, message } = failureOf(new TypeError('cannot read Astrid Exempel\n    at home'));
    expect(code).toBe(exit.failed);
    expect(message).toContain('TypeError');
    expect(message).toContain('failure.test.ts');
    expect(message).not.toContain('Exempel');
    expect(message).not.toContain('at home');
  });

  it('has a sentence for what is no error at all', () => {
    expect(failureOf('Astrid Exempel')).toEqual({ code: exit.failed, message: 'It failed, and did not say why.' });
  });
});
