import type { Config } from '../../config';
import { exit } from '../exit';
import { noFindings, type Findings } from './findings';

/** Nothing is posted: only what the addresses themselves tell. */
export function checkAlerts({ alerts }: Pick<Config, 'alerts'>): Findings {
  const problems = alerts.flatMap(({ url, format }, index): Findings['problems'] =>
    format === 'json' && new URL(url.reveal()).hostname === 'hooks.slack.com'
      ? [
          {
            where: `alerts[${index}]`,
            what: 'is an address of Slack, which does not understand format json',
            fix: 'write format: slack',
            code: exit.usage,
          },
        ]
      : [],
  );
  if (alerts.length === 0) return noFindings;
  const targets = alerts.length === 1 ? '1 target' : `${alerts.length} targets`;
  return { problems, notes: [{ where: 'alerts', what: `${targets}; \`bridge test-alert\` posts a test` }] };
}
