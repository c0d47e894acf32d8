import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../fixtures/processes.ts';
import { parseConfig } from '../server/config.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The `NAME=value` pairs of a line of a unit or a Dockerfile. */
const settingsIn = (line: string | undefined) =>
  Object.fromEntries([...(line ?? '').matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]));

const image = settingsIn(/^ENV (.+)$/m.exec(read('Dockerfile'))?.[1]);

test('compose.yaml sets what the registry knows, and lets its requests end before it is killed', () => {
  const { services, volumes } = parse(read('compose.yaml'));
  const { registry, proxy } = services;
  const set = {
    ...image,
    ...registry.environment,
    PUBLIC_URL: 'https://registry.example.com',
    REGISTRATION: 'closed',
  };
  const { graceTime, drainTime, host, dataDir, metrics, trustProxy } = parseConfig(set, {});
  expect({ host, dataDir, trustProxy }).toEqual({ host: '0.0.0.0', dataDir: '/data', trustProxy: 1 });
  expect(metrics).toEqual({ listen: { host: '0.0.0.0', port: 9464 }, token: undefined });
  expect(Number.parseInt(registry.stop_grace_period, 10) * 1000).toBeGreaterThan(graceTime + drainTime);
  expect(Object.keys(volumes)).toContain(registry.volumes[0].split(':')[0]);
  expect(registry).not.toHaveProperty('ports');
  for (const [source] of proxy.volumes.map((volume: string) => volume.split(':')))
    expect(source in volumes || existsSync(join(ROOT, source)), source).toBe(true);
  expect(read('docs/deploy/Caddyfile')).toContain('reverse_proxy registry:4545');
});

test('the unit of systemd sets what the registry knows, and lets its requests end before it is killed', () => {
  const unit = read('docs/deploy/aerostack.service');
  const { graceTime, drainTime } = parseConfig(settingsIn(/^Environment=(.+)$/m.exec(unit)?.[1]), {});
  expect(graceTime).toBe(60_000);
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) * 1000).toBeGreaterThan(graceTime + drainTime);
  expect(unit).toContain('KillMode=mixed');
});

test('what the image leaves out of its build is nothing that the build reads', () => {
  const left = read('.dockerignore').split('\n').filter(Boolean);
  expect(left).toEqual(['.git', 'dist', 'node_modules', 'data', 'docs/*', '!docs/guides']);
});

test('every setting is in the README', () => {
  const names = [...read('server/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(20);
  const table = read('README.md');
  expect(names.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});
