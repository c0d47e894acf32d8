import { createServer } from 'node:http';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';
import { metricsListener } from './metricsListener.ts';

const READY = { git: '2.40.0', faults: [], disk: { free: 5, size: 10 }, accountsBehind: 0 } as const;

/** The value of a metric with the labels given, from the text for Prometheus. */
function valueIn(body: string, name: string): number | undefined {
  const line = body.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

test('requests are counted by route, those that run and those that were given up on too', async () => {
  const metrics = createMetrics('1.2.3');
  const answers: (() => void)[] = [];
  const server = createServer((asked, response) => {
    metrics.countRequest(asked, response, () => '/things/:id');
    if (asked.url === '/things/slow') answers.push(() => response.destroy());
    else response.end('done');
  });
  for (const id of ['1', '2', '3']) await request(server).get(`/things/${id}`).expect(200);
  await request(server).options('/things/4').expect(200);
  const listening = server.listen(0);
  const slow = request(listening).get('/things/slow').then();
  await expect.poll(() => answers.length).toBe(1);
  expect(valueIn((await metrics.render(READY)).body, 'aerostack_http_requests_in_flight')).toBe(1);
  answers[0]!();
  await slow.catch(() => {});
  listening.close();
  await expect
    .poll(async () => valueIn((await metrics.render(READY)).body, 'aerostack_http_requests_in_flight'))
    .toBe(0);
  const { body } = await metrics.render(READY);
  const counted = (labels: string) => valueIn(body, `aerostack_http_requests_total{${labels}}`);
  expect(counted('method="GET",route="/things/:id",status="200"')).toBe(3);
  expect(counted('method="OPTIONS",route="/things/:id",status="200"')).toBe(1);
  expect(counted('method="GET",route="/things/:id",status="0"')).toBe(1);
  expect(
    valueIn(body, 'aerostack_http_request_duration_seconds_count{method="GET",route="/things/:id"}'),
  ).toBe(4);
});

test('what goes on inside is counted: git, waits, what was done, what was refused', async () => {
  const metrics = createMetrics('1.2.3');
  const { watch } = metrics;
  const before = (await metrics.render(READY)).body;
  expect(valueIn(before, 'aerostack_git_processes{purpose="serve"}')).toBe(0);
  expect(valueIn(before, 'aerostack_waiting{for="account lock"}')).toBe(0);
  const [gitEnds] = [watch.gitStarted('serve'), watch.gitStarted('serve')];
  gitEnds!();
  watch.waits('account lock')();
  watch.waits('account lock');
  watch.done('version.publish');
  metrics.countRefusal('VERSION_EXISTS');
  const { body } = await metrics.render(READY);
  expect(valueIn(body, 'aerostack_git_processes{purpose="serve"}')).toBe(1);
  expect(valueIn(body, 'aerostack_git_processes_started_total{purpose="serve"}')).toBe(2);
  expect(valueIn(body, 'aerostack_waiting{for="account lock"}')).toBe(1);
  expect(valueIn(body, 'aerostack_wait_seconds_count{for="account lock"}')).toBe(1);
  expect(valueIn(body, 'aerostack_actions_total{action="version.publish"}')).toBe(1);
  expect(valueIn(body, 'aerostack_refusals_total{code="VERSION_EXISTS"}')).toBe(1);
  for (const name of [
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_p99_seconds',
    'process_open_fds',
  ])
    expect([name, valueIn(body, name)]).toEqual([name, expect.any(Number)]);
});

test('the state is what it is now, and what cannot be told is left out', async () => {
  const metrics = createMetrics('1.2.3');
  const ready = (await metrics.render(READY)).body;
  expect(valueIn(ready, 'aerostack_ready')).toBe(1);
  expect(valueIn(ready, 'aerostack_disk_free_bytes')).toBe(5);
  expect(valueIn(ready, 'aerostack_build_info{version="1.2.3",git="2.40.0"}')).toBe(1);
  const ill = await metrics.render({
    ...{ git: undefined, faults: ['STORE_FULL'], disk: undefined, accountsBehind: 2 },
  });
  expect(valueIn(ill.body, 'aerostack_ready')).toBe(0);
  expect(valueIn(ill.body, 'aerostack_fault{code="STORE_FULL"}')).toBe(1);
  expect(valueIn(ill.body, 'aerostack_index_accounts_behind')).toBe(2);
  expect(valueIn(ill.body, 'aerostack_disk_free_bytes')).toBeUndefined();
  expect(valueIn((await metrics.render(READY)).body, 'aerostack_fault{code="STORE_FULL"}')).toBeUndefined();
});

test('an address of their own answers nothing else, asks for the token where there is one, and tells faults to the log', async () => {
  const faults: unknown[] = [];
  let fault: Error | undefined;
  const read = async () => {
    if (fault) throw fault;
    return { type: 'text/plain', body: 'up 1\n' };
  };
  const open = request(metricsListener({ token: undefined, read }, (error) => faults.push(error)));
  expect((await open.get('/metrics?x=1').expect(200)).text).toBe('up 1\n');
  await open.get('/').expect(404);
  await open.post('/metrics').expect(404);
  const closed = request(metricsListener({ token: 'a-token-of-some-length', read }, () => {}));
  await closed.get('/metrics').expect(401);
  await closed.get('/metrics').set('Authorization', 'Bearer a-token-of-some-length').expect(200);
  fault = new Error('secret');
  expect((await open.get('/metrics').expect(500)).text).not.toContain('secret');
  expect(faults).toEqual([fault]);
});
