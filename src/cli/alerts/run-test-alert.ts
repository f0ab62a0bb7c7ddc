import { alertDocument } from '../../activities/alerts/document';
import { postTo } from '../../activities/alerts/post';
import { targetsOf, type Target } from '../../activities/alerts/targets';
import type { Posted } from '../../clients/post';
import { readConfig, type Given } from '../context';
import { exit, wrongUsage, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput } from '../output';
import { table, type Cell } from '../table';

/** What came of one target: `bridge test-alert --json`. */
interface Tested {
  /** `alerts[0]` */
  readonly target: string;
  readonly format: Target['format'];
  readonly ok: boolean;
  readonly message: string;
}

/** `bridge test-alert`: one post to every target, without Temporal. */
export async function runTestAlert(given: Given, io: Io): Promise<ExitCode> {
  const output = createOutput(given, io);
  const config = readConfig(given, io);
  const targets = targetsOf(config.alerts);
  if (targets.length === 0) throw wrongUsage('no targets are configured (setting `alerts`)');
  // The namespace is Temporal's, which is not asked: a test says where it comes from all the same.
  const namespace = io.env.TEMPORAL_NAMESPACE || 'default';
  const document = alertDocument([], { at: Date.now(), namespace, isTest: true });
  const results = await Promise.all(targets.map(async (target) => tested(target, await postTo(target, document))));
  output.data({ results }, () =>
    table(
      results.map(({ target, format, ok, message }): Cell[] => [
        target,
        format,
        ok ? message : { text: message, style: 'red' },
      ]),
      output.paint,
      ['TARGET', 'FORMAT', 'RESULT'],
    ),
  );
  const failed = results.filter(({ ok }) => !ok).length;
  output.say(failed === 0 ? 'Look whether it has arrived.' : `${failed} of ${results.length} took nothing.`);
  return failed === 0 ? exit.fine : exit.remote;
}

function tested({ name, format }: Target, posted: Posted): Tested {
  const ok = posted.end === 'taken';
  return { target: name, format, ok, message: ok ? 'taken' : posted.why };
}
