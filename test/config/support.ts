import { ConfigError, type ConfigProblem, parseConfig, type ParseOptions } from '../../src/config';

/** A file with one goods owner and one store, which loads; a test changes what it is about. */
export const aFile = `
goodsOwners:
  - id: north
    ongoing:
      baseUrl: https://ongoing.example.com/demo/api/v1
      goodsOwnerId: 7
      username: api
      password: \${ONGOING_PASSWORD}
    stores:
      - id: shop
        type: b2c
        centra:
          baseUrl: https://shop.example.com/api/wms
          secret: \${CENTRA_SECRET}
          timezone: Europe/Stockholm
`;

export const env = { ONGOING_PASSWORD: 'pa55word-of-ongoing', CENTRA_SECRET: 'key-of-centra' };

/** A second store for the file above, to be appended. */
export const aStore = (id: string, lines: string[] = [], centra: { host?: string; path?: string } = {}) => `
      - id: ${id}
        type: b2b
        centra:
          baseUrl: https://${centra.host ?? 'shop.example.com'}/api/${centra.path ?? id}
          secret: \${CENTRA_SECRET}
          timezone: Europe/Stockholm
${lines.map((line) => `        ${line}`).join('\n')}
`;

export const parse = (text: string, options: Partial<ParseOptions> = {}) =>
  parseConfig(text, { file: '/etc/bridge/bridge.yaml', env, ...options });

/** What is wrong with a text; empty when it loads. */
export function problemsOf(text: string, options: Partial<ParseOptions> = {}): readonly ConfigProblem[] {
  return errorOf(text, options)?.problems ?? [];
}

export function errorOf(text: string, options: Partial<ParseOptions> = {}): ConfigError | undefined {
  try {
    parse(text, options);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}
