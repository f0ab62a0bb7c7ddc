import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config';
import { parseDuration } from '../../src/config/duration';
import { devServerArguments } from '../../src/devserver/dev-server-arguments';
import { checkRules } from '../../src/mapping';
import { bridge } from '../cli/support/captured';
import { compose, root, textOf, variables, withDefaults, type Service } from './support';

const text = textOf('docker-compose.yml');
const { services, volumes } = compose();
const all = Object.entries(services);
const ours = all.filter(([, { build }]) => build !== undefined);

describe('docker-compose.yml', () => {
  it('is what the Compose Specification describes', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(textOf('test/deploy/compose-spec.json')) as object);
    validate(parse(text, { merge: true }));
    expect(validate.errors).toBeNull();
  });

  it('pins every image of others, and the server and its tools alike', () => {
    for (const [, { image, build }] of all)
      if (build === undefined) expect(image).toMatch(/^[\w/-]+:v?\d+\.\d+(\.\d+)?(-\w+)?$/);
    expect(services['temporal-schema']?.image.split(':')[1]).toBe(services.temporal?.image.split(':')[1]);
  });

  it.each(ours)('%s runs a command that the program has', async (_name, { command = [] }) => {
    const words = command.map((word) => withDefaults(word));
    // With --help nothing is done; an option or a command that is not known is wrong usage all the same.
    const { code, err } = await bridge([...words, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { out } = await bridge([words[0] ?? '', '--help']);
    for (const word of words) if (word.startsWith('--')) expect(out).toContain(word);
  });

  it('mounts what is there, and only volumes that it declares', () => {
    for (const [name, { volumes: mounts = [] }] of all) {
      for (const [source = ''] of mounts.map((mount) => withDefaults(mount).split(':'))) {
        const isThere = source.startsWith('.') ? existsSync(resolve(root, source)) : source in volumes;
        expect([name, source, isThere]).toEqual([name, source, true]);
      }
    }
  });

  it('explains every variable in deploy/env.example, where none is without a use', () => {
    const example = textOf('deploy/env.example');
    const explained = [...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(explained.sort()).toEqual([...variables(text.replace(/^\s*#.*$/gm, '')).keys()].sort());
    const stands = Object.fromEntries(
      [...example.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
    );
    // What a user copies must not lead to the simulators.
    expect(stands).toMatchObject({ BRIDGE_YAML: './bridge.yaml', TEMPORAL_NAMESPACE: 'default' });
  });

  it('works as it stands with the simulators, in a namespace where nothing real is', () => {
    const file = withDefaults(services['worker-1']?.volumes?.[0] ?? '').split(':')[0] ?? '';
    const config = parseConfig(textOf(file), { file, env: {}, extraChecks: [checkRules] });
    expect(config.goodsOwners.map(({ id }) => id)).toEqual(['acme']);
    expect(withDefaults(services['worker-1']?.environment?.TEMPORAL_NAMESPACE ?? '')).toBe('simulators');
    expect(services.simulators).toMatchObject({ profiles: ['simulators'], hostname: 'simulators' });
  });

  it('opens no port to other machines', () => {
    for (const [, { ports = [] }] of all) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('gives every worker more time to stop than --grace', () => {
    for (const [, { command = [], stop_grace_period: period = '10s' }] of ours.filter(([name]) =>
      name.startsWith('worker-'),
    )) {
      const grace = parseDuration(command[command.indexOf('--grace') + 1] ?? '') ?? Infinity;
      expect((parseDuration(period) ?? 0) - grace).toBeGreaterThanOrEqual(10_000);
    }
  });

  it('starts nothing before what it needs is ready', () => {
    const condition = (of: Service | undefined, on: string) => of?.depends_on?.[on]?.condition;
    expect(condition(services['temporal-schema'], 'postgresql')).toBe('service_healthy');
    expect(condition(services.temporal, 'temporal-schema')).toBe('service_completed_successfully');
    expect(condition(services.setup, 'temporal')).toBe('service_healthy');
    for (const name of ['worker-1', 'worker-2', 'gateway'])
      expect(condition(services[name], 'setup')).toBe('service_completed_successfully');
    // Whoever is waited for as healthy says how that is seen; our own image has a check in it.
    for (const [, { depends_on: needs = {} }] of all) {
      for (const [name, needed] of Object.entries(needs)) {
        if (needed.condition === 'service_healthy') expect(services[name]?.healthcheck?.test).toBeDefined();
      }
    }
  });

  it('starts everything again but the jobs that end, and bounds its memory and its log', () => {
    for (const [name, service] of all) {
      const isJob = ['setup', 'temporal-schema'].includes(name);
      expect([name, service.restart]).toEqual([name, isJob ? expect.stringMatching(/^on-failure:/) : 'unless-stopped']);
      if (name !== 'temporal-schema')
        expect([name, service.deploy?.resources?.limits?.memory]).toEqual([name, expect.any(String)]);
      expect([name, service]).toEqual([name, expect.objectContaining({ logging: expect.anything() })]);
    }
  });
});

describe('deploy/temporal/dynamicconfig.yaml', () => {
  it('says what the embedded Temporal is told', () => {
    const embedded = devServerArguments({ ip: '127.0.0.1', port: 7233, namespace: 'default' });
    const told = embedded.flatMap((word, index) =>
      word === '--dynamic-config-value' ? [embedded[index + 1] ?? ''] : [],
    );
    const file = parse(textOf('deploy/temporal/dynamicconfig.yaml')) as Record<string, { value: unknown }[]>;
    const says = Object.entries(file).map(([key, [first]]) => `${key}=${JSON.stringify(first?.value)}`);
    expect(says.sort()).toEqual(told.sort());
  });
});

describe('Prometheus and Grafana', () => {
  it('find what compose mounts for them', () => {
    for (const file of ['prometheus/prometheus.yml', 'grafana/provisioning', 'grafana/dashboards']) {
      expect([file, existsSync(join(root, 'deploy', file))]).toEqual([file, true]);
    }
  });
});
