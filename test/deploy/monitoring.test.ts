import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { table } from '../../src/monitoring/table';

const root = resolve(__dirname, '../..');
const folder = join(root, 'deploy/prometheus');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Rules {
  readonly groups: { readonly rules: { readonly alert: string; readonly expr: string; readonly for?: string }[] }[];
}
interface Panel {
  readonly title: string;
  readonly type: string;
  readonly targets?: { readonly expr: string }[];
}

const rules = (parse(read('deploy/prometheus/bridge.rules.yml')) as Rules).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('deploy/grafana/dashboards/bridge.json')) as {
  readonly panels: Panel[];
  readonly templating: { readonly list: { readonly query: { readonly query: string } }[] };
};
const expressions = [
  ...rules.map(({ expr }) => expr),
  ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ...dashboard.templating.list.map(({ query }) => query.query),
];

/** What Temporal's SDK serves, of what is used here: seen on a worker's page (see `test/cli/worker/health.test.ts`). */
const ofTheSdk = [
  'temporal_workflow_task_execution_failed_total',
  'temporal_workflow_task_schedule_to_start_latency_seconds',
];

function ofNode(): string[] {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry.getMetricsAsArray().map(({ name }) => name);
}

/** A histogram is asked for by its parts. */
const served = new Set(
  [
    ...Object.entries(table).map(([name, { type }]) => ({ name, type })),
    ...ofTheSdk.map((name) => ({ name, type: '' })),
  ]
    .flatMap(({ name, type }) =>
      type === 'histogram' || name.endsWith('latency_seconds')
        ? ['_bucket', '_sum', '_count'].map((part) => name + part)
        : [name],
    )
    .concat(ofNode(), 'up'),
);
/** Names of metrics have an underscore; what stands in braces or quotes, or names labels, has none that matter. */
const namesIn = (expr: string): string[] =>
  expr
    .replaceAll(/\{[^}]*\}|"[^"]*"|\b(?:by|on|without|ignoring)\s*\([^)]*\)|, (?:goods_owner|store)\)/g, ' ')
    .match(/\b[a-z]+(?:_[a-z0-9]+)+\b|\bup\b/g)
    ?.filter((name) => !['histogram_quantile', 'label_values'].includes(name)) ?? [];

describe('alert rules and the dashboard', () => {
  it('use metrics that are served', () => {
    const unknown = expressions.flatMap(namesIn).filter((name) => !served.has(name));
    expect(unknown).toEqual([]);
  });

  it('use labels that these metrics have', () => {
    const wrong: string[] = [];
    for (const expr of expressions) {
      for (const [, name = '', labels = ''] of expr.matchAll(/\b(bridge_\w+?)(?:_bucket)?\{([^}]*)\}/g)) {
        const known: readonly string[] = table[name as keyof typeof table].labels;
        const used = [...labels.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
        wrong.push(...used.filter((label) => !known.includes(label)).map((label) => `${name}{${label}}`));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('use every metric of ours', () => {
    const used = new Set(expressions.flatMap(namesIn).map((name) => name.replace(/_bucket$/, '')));
    expect(Object.keys(table).filter((name) => !used.has(name))).toEqual([]);
  });

  it('say what to do: every alert has its words, and its place in the documentation', () => {
    const page = read('docs/monitoring.md');
    for (const rule of rules as ((typeof rules)[number] & { annotations?: Record<string, string> })[]) {
      expect(rule.annotations).toEqual({ summary: expect.any(String), description: expect.any(String) });
      expect(page).toContain(`\`${rule.alert}\``);
    }
    for (const name of Object.keys(table)) expect(page).toContain(`\`${name}\``);
  });

  it('has panels that do not lie on one another', () => {
    const places = (
      JSON.parse(read('deploy/grafana/dashboards/bridge.json')) as {
        panels: { gridPos: { x: number; y: number; w: number; h: number } }[];
      }
    ).panels.map(({ gridPos }) => gridPos);
    const overlap = places.flatMap((one, index) =>
      places
        .slice(index + 1)
        .filter(
          (other) =>
            one.x < other.x + other.w &&
            other.x < one.x + one.w &&
            one.y < other.y + other.h &&
            other.y < one.y + one.h,
        ),
    );
    expect(overlap).toEqual([]);
  });

  it('has labels that are ids and words, never an order or a person', () => {
    const labels = new Set(Object.values(table).flatMap((one) => [...one.labels] as string[]));
    expect([...labels].sort()).toEqual(
      [
        ...['attention', 'connection', 'effect', 'end', 'goods_owner', 'kind', 'node_version', 'on', 'operation'],
        ...['outcome', 'part', 'priority', 'role', 'schedule', 'source', 'stage', 'store', 'system', 'task_queue'],
        ...['target', 'type', 'version'],
      ].sort(),
    );
  });
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const describeWithPromtool = hasPromtool ? describe : describe.skip;
describeWithPromtool(`promtool${hasPromtool ? '' : ' is not on PATH (Debian package prometheus): skipped'}`, () => {
  const promtool = (...args: string[]) => execFileSync('promtool', args, { cwd: folder, encoding: 'utf8' });

  it('finds rules and configuration in order', () => {
    expect(promtool('check', 'config', 'prometheus.yml')).toContain('is valid prometheus config file syntax');
  });

  it('finds that alerts are raised when they should be', () => {
    expect(promtool('test', 'rules', 'bridge.test.yml')).toContain('SUCCESS');
  });
});
