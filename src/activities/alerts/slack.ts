import type { AlertDocument, AlertEntry } from './document';

/** Slack's message, as its incoming webhooks take it (and Mattermost's, and Rocket.Chat's, at least the text). */
export interface SlackMessage {
  /** For notifications, and for what shows no blocks. */
  readonly text: string;
  readonly blocks: readonly object[];
}

/** Slack shows at most 50 blocks, and at most 3,000 characters in one; nobody reads as much. */
const mostDetailed = 12;
const mostNamed = 40;
const longestText = 2_900;

export function slackMessage({ summary, alerts, namespace, at }: AlertDocument): SlackMessage {
  const rest = alerts.slice(mostDetailed);
  const named = rest.slice(0, mostNamed).map(line);
  const more =
    rest.length > mostNamed ? [`… and ${rest.length - mostNamed} more causes: \`bridge shipments --attention\``] : [];
  return {
    text: escaped(`Bridge: ${summary}`),
    blocks: [
      section(`*${escaped(`Bridge: ${summary}`)}*`),
      ...alerts.slice(0, mostDetailed).map((alert) => section(paragraph(alert))),
      ...(rest.length > 0 ? [section([...named, ...more].join('\n'))] : []),
      { type: 'context', elements: [{ type: 'mrkdwn', text: escaped(`${namespace}, ${at}`) }] },
    ],
  };
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, longestText) } });

const icons = {
  raised: ':rotating_light:',
  grown: ':chart_with_upwards_trend:',
  recovered: ':white_check_mark:',
} as const;

function line({ event, attention, goodsOwner, store, count, countBefore }: AlertEntry): string {
  const where = [goodsOwner, store].filter((part) => part !== null).join(' / ');
  const counts =
    event === 'recovered' ? 'is over' : countBefore === null ? `${count}` : `${count}, before ${countBefore}`;
  return `${icons[event]} *${escaped(attention)}*${where ? ` in ${escaped(where)}` : ''}: ${counts}`;
}

function paragraph(alert: AlertEntry): string {
  const { event, what, todo, examples, count, command, times } = alert;
  if (event === 'recovered') return line(alert);
  const more = count > examples.length ? ` and ${count - examples.length} more` : '';
  return [
    line(alert),
    escaped(`${what} ${todo}`),
    `${examples.map((id) => `\`${escaped(id)}\``).join(', ')}${more}`,
    ...(times > 1 ? [`It came and went ${times} times since this was last told.`] : []),
    `All of them: \`${escaped(command)}\``,
  ].join('\n');
}

/** Slack's own three. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
