import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { parseConfig } from '../../src/config';
import { knownKeys } from '../../src/config/schema';

const file = path.resolve(__dirname, '../../bridge.example.yaml');
const text = readFileSync(file, 'utf8');

/** The variables that the head of the file documents. */
const documented = [...new Set((text.split('\n\n')[0] ?? '').match(/\bACME_\w+/g) ?? [])];

describe('bridge.example.yaml', () => {
  const env = Object.fromEntries(documented.map((name) => [name, `value-of-${name}`]));

  it('loads with the environment variables that it documents', () => {
    const config = parseConfig(text, { file, env });
    expect(config.goodsOwners[0]?.stores.map(({ id }) => id)).toEqual(['retail', 'wholesale']);
    expect(config.goodsOwners[0]?.stores[0]?.centra.webhookSecrets[0]?.reveal()).toBe(
      'value-of-ACME_RETAIL_WEBHOOK_SECRET',
    );
  });

  it('documents no variable that it does not use', () => {
    const settings = text.replace(/#.*$/gm, '');
    expect(documented.filter((name) => !settings.includes(`\${${name}}`))).toEqual([]);
  });

  it('has every key', () => {
    const missing: string[] = [];
    const visit = (value: unknown, at: (string | number)[]) => {
      if (Array.isArray(value)) {
        // The first of several is the one that shows everything.
        value.slice(0, 1).forEach((item, index) => visit(item, [...at, index]));
        return;
      }
      // A group that is there and empty is one that is not set; the comment before it shows what may be in it.
      if (value === null) return;
      for (const key of knownKeys(at)) {
        const group = value as Record<string, unknown>;
        if (key in group) visit(group[key], [...at, key]);
        else missing.push([...at, key].join('.'));
      }
    };
    visit(parseYaml(text), []);
    expect(missing).toEqual([]);
  });

  it('shows the defaults', () => {
    const config = parseConfig(text, { file, env });
    const least = parseConfig(
      `
goodsOwners:
  - id: acme
    ongoing: { baseUrl: 'https://api.ongoingsystems.se/demo/api/v1', goodsOwnerId: 121, username: x, password: x }
    stores:
      - { id: retail, type: b2c, centra: { baseUrl: 'https://acme.centra.com/api/retail-wms', secret: x, timezone: Europe/Stockholm } }
      - { id: wholesale, type: b2b, centra: { baseUrl: 'https://acme.centra.com/api/wholesale-wms', secret: x, timezone: Europe/Stockholm } }
`,
      { file, env: {} },
    );
    // Secrets and the public address are examples, all else is what one gets without the file's line.
    const comparable = (of: typeof config) =>
      JSON.parse(
        JSON.stringify(of, (key, value: unknown) =>
          ['publicUrl', 'username', 'webhookToken', 'webhookSecrets'].includes(key) ? undefined : value,
        ),
      ) as unknown;
    expect(comparable(config)).toEqual(comparable(least));
  });
});
