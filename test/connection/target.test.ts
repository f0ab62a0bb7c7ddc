import { inspect } from 'node:util';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemporalNotConfigured, TemporalSettingsInvalid } from '../../src/connection/errors';
import { writeAddress } from '../../src/connection/running-up';
import { configuredNamespace, isTemporalConfigured, temporalTarget } from '../../src/connection/target';
import { aFolder } from '../support/temp-folder';

/** A user without a configuration file of Temporal's. */
const nobody = { HOME: '/nowhere' };

function aProfile(toml: string): NodeJS.ProcessEnv {
  const file = join(aFolder(), 'temporal.toml');
  writeFileSync(file, toml);
  return { ...nobody, TEMPORAL_CONFIG_FILE: file };
}

describe('which Temporal is meant', () => {
  it('is said by the environment', () => {
    const env = { ...nobody, TEMPORAL_ADDRESS: 'temporal.example.com:7233', TEMPORAL_NAMESPACE: 'shop' };
    expect(temporalTarget({ env })).toMatchObject({
      address: 'temporal.example.com:7233',
      namespace: 'shop',
      from: 'configuration',
    });
  });

  it('is said by a profile', () => {
    const env = aProfile(
      '[profile.cloud]\naddress = "cloud.example.com:7233"\nnamespace = "shop.acct"\napi_key = "k"\n',
    );
    expect(temporalTarget({ env: { ...env, TEMPORAL_PROFILE: 'cloud' } })).toMatchObject({
      address: 'cloud.example.com:7233',
      namespace: 'shop.acct',
      options: { apiKey: 'k', tls: true },
    });
  });

  it('is said by the environment rather than by the profile', () => {
    const env = aProfile('[profile.default]\naddress = "one.example.com:7233"\nnamespace = "kept"\n');
    expect(temporalTarget({ env: { ...env, TEMPORAL_ADDRESS: 'two.example.com:7233' } })).toMatchObject({
      address: 'two.example.com:7233',
      namespace: 'kept',
    });
  });

  it.each<[what: string, env: NodeJS.ProcessEnv, options: object]>([
    ['a key means TLS', { TEMPORAL_API_KEY: 'k' }, { apiKey: 'k', tls: true }],
    ['TLS can be switched off', { TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: 'false' }, { tls: false }],
    ['a server name', { TEMPORAL_TLS_SERVER_NAME: 'inner' }, { tls: { serverNameOverride: 'inner' } }],
    ['a header', { TEMPORAL_GRPC_META_X_TEAM: 'shop' }, { metadata: { 'x-team': 'shop' } }],
  ])('comes with its settings: %s', (_what, env, options) => {
    const target = temporalTarget({ env: { ...nobody, TEMPORAL_ADDRESS: 'a:1', ...env } });
    expect(target.options).toMatchObject({ address: 'a:1', ...options });
  });

  it('is that of a running up when nothing is configured', () => {
    const dataDir = aFolder();
    writeAddress(dataDir, { address: '127.0.0.1:4321', namespace: 'default' });
    expect(temporalTarget({ env: { ...nobody, TEMPORAL_ADDRESS: '' }, dataDir })).toEqual({
      address: '127.0.0.1:4321',
      namespace: 'default',
      from: 'running up',
      options: { address: '127.0.0.1:4321' },
    });
  });

  it('is that of a running up without a key that is meant for another server', () => {
    const dataDir = aFolder();
    writeAddress(dataDir, { address: '127.0.0.1:4321', namespace: 'default' });
    const { options } = temporalTarget({ env: { ...nobody, TEMPORAL_API_KEY: 'marked-secret' }, dataDir });
    expect(options).toEqual({ address: '127.0.0.1:4321' });
  });

  it('is not known otherwise, and the message says what to do', () => {
    const find = () => temporalTarget({ env: nobody, dataDir: 'data' });
    expect(find).toThrow(TemporalNotConfigured);
    expect(find).toThrow('TEMPORAL_ADDRESS is not set and no `bridge up` runs with data. Start `bridge up`, or set');
  });

  it('decides whether up runs a server of its own', () => {
    expect(isTemporalConfigured(nobody)).toBe(false);
    expect(isTemporalConfigured({ ...nobody, TEMPORAL_ADDRESS: '' })).toBe(false);
    expect(isTemporalConfigured({ ...nobody, TEMPORAL_ADDRESS: 'a:1' })).toBe(true);
    expect(isTemporalConfigured(aProfile('[profile.default]\naddress = "a:1"\n'))).toBe(true);
    expect(configuredNamespace(nobody)).toBe('default');
    expect(configuredNamespace({ ...nobody, TEMPORAL_NAMESPACE: 'shop' })).toBe('shop');
  });
});

describe('settings that cannot be read', () => {
  it.each<[what: string, env: () => NodeJS.ProcessEnv, message: string]>([
    [
      'a profile that is not there',
      () => ({ ...aProfile('[profile.default]\n'), TEMPORAL_PROFILE: 'cloud' }),
      "Profile 'cloud' not found in the configuration file",
    ],
    [
      'a file that is not TOML',
      () => aProfile('[profile.default]\napi_key = marked-secret\n'),
      'line 2 of the configuration file is not valid TOML',
    ],
    [
      'a certificate that is not there',
      () => ({ ...nobody, TEMPORAL_ADDRESS: 'a:1', TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere/cert.pem' }),
      '/nowhere/cert.pem (ENOENT)',
    ],
  ])('are named without their values: %s', (_what, env, message) => {
    const given = env();
    expect(() => temporalTarget({ env: given })).toThrow(TemporalSettingsInvalid);
    expect(() => temporalTarget({ env: given })).toThrow(message);
    try {
      temporalTarget({ env: given });
    } catch (error) {
      expect(inspect(error)).not.toContain('marked-secret');
    }
  });
});
