import { describe, expect, test } from 'vitest';
import { parseConfig } from './config.ts';
import type { RegistryError } from './contract/errors.ts';
import { UNLIMITED } from './domain/quotas.ts';

const detailsOf = (env: Record<string, string>) => {
  try {
    parseConfig(env, {});
    return [];
  } catch (error) {
    return (error as RegistryError).details.map(({ path, message }) => `${path} ${message}`);
  }
};

describe('the configuration', () => {
  test('takes what the README says where nothing is set, or set to nothing', () => {
    const nothing = Object.fromEntries(
      ['HOST', 'PORT', 'DATA_DIR', 'PUBLIC_URL', 'LOG_LEVEL'].map((name) => [name, '']),
    );
    for (const env of [{}, nothing]) {
      expect(parseConfig(env, {})).toEqual({
        host: '127.0.0.1',
        port: 4545,
        dataDir: './data',
        publicUrl: undefined,
        registration: 'closed',
        trustProxy: 0,
        logLevel: 'info',
        limits: { maxFiles: 200, maxFileBytes: 1024 ** 2, maxTotalBytes: 5 * 1024 ** 2 },
        quotas: UNLIMITED,
        requestTimeout: 30_000,
        maxPushBytes: 64 * 1024 ** 2,
        gitTimeout: 600_000,
        metrics: undefined,
        slowRequest: 2_000,
        drainTime: 0,
        graceTime: 10_000,
        github: { apiUrl: 'https://api.github.com', token: undefined, allowedHosts: [] },
      });
    }
  });

  test('takes options before the environment', () => {
    const env = { HOST: '0.0.0.0', PORT: '1', DATA_DIR: '/env' };
    expect(parseConfig(env, { host: '::1', port: '2', data: '/flag' })).toMatchObject({
      host: '::1',
      port: 2,
      dataDir: '/flag',
    });
  });

  test('reports everything that is wrong at once', () => {
    const wrong = {
      ...{
        PORT: '65536',
        PUBLIC_URL: 'ftp://x',
        REGISTRATION: 'maybe',
        TRUST_PROXY: '-1',
        LOG_LEVEL: 'loud',
      },
      ...{ MAX_FILES: '0', MAX_FILE_BYTES: '1M', MAX_TOTAL_BYTES: '1e9', ACCOUNT_DRAFTS: 'few' },
      ...{ ACCOUNT_BYTES: '1M', REQUEST_TIMEOUT_MS: 'soon' },
    };
    expect(detailsOf(wrong).map((detail) => detail.split(' ')[0])).toEqual(Object.keys(wrong));
  });

  test('takes the origin that people reach the registry at, and nothing that links could not keep', () => {
    for (const url of ['https://reg.example.org', 'https://reg.example.org/', 'HTTPS://Reg.example.org:443'])
      expect(parseConfig({ PUBLIC_URL: url }, {}).publicUrl).toBe('https://reg.example.org');
    for (const url of ['registry.example.org', 'localhost:4545', 'ftp://x'])
      expect(detailsOf({ PUBLIC_URL: url })).toEqual(['PUBLIC_URL must be an http or https URL']);
    for (const url of ['https://example.org/registry', 'https://example.org/?a', 'https://me:pw@example.org'])
      expect(detailsOf({ PUBLIC_URL: url })).toEqual([
        'PUBLIC_URL must be a host and port alone, without a path',
      ]);
  });
});
