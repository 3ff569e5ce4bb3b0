import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { at, envoy, rendered, traefik } from './rendered.ts';

const program = 'src/stack/exposure/scripts/suspended_page.py';

describe.each([
  ['suspended', 'This service is suspended.'],
  ['offboarding', 'This service has ended.'],
] as const)('the page of a tenant that is %s', (lifecycle, text) => {
  const stop = (spec: TenantSpec) => {
    spec.lifecycle = lifecycle;
    spec.webhooks = [{ name: 'stripe', purpose: 'Payments.', path: '/payment/stripe' }];
  };
  const stack = rendered(stop, envoy);
  const container = at(stack.find('Deployment suspended-page'), 'spec.template.spec.containers.0')!;

  it('says so, in one small pod', () => {
    expect(at(container, 'env.0')).toEqual({ name: 'FLEET_PAGE_TEXT', value: text });
    expect(at(container, 'command')).toEqual(['python3', '-B', '/opt/fleet/suspended_page.py']);
    expect(at(container, 'resources')).toEqual({
      requests: { cpu: '10m', memory: '32Mi' },
      limits: { cpu: '100m', memory: '64Mi' },
    });
    expect(at(stack.find('Deployment suspended-page'), 'spec.replicas')).toBe(1);
  });

  it('is all that any path of the tenant leads to', () => {
    expect(at(stack.find('HTTPRoute acme.example.com'), 'spec.rules')).toEqual([
      expect.objectContaining({
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ name: 'suspended-page', port: 8080 }],
      }),
    ]);
    const { objects } = rendered(stop, traefik);
    const services = objects
      .filter(({ kind }) => kind === 'Ingress')
      .flatMap((manifest) => at(manifest, 'spec.rules') as readonly JsonObject[])
      .map((rule) => at(rule, 'http.paths.0.backend.service.name'));
    expect(services).toEqual(['suspended-page', 'suspended-page']);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.runIf(hasPython)('the program behind the page', () => {
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const env = { PATH: process.env['PATH'], FLEET_PAGE_PORT: String(port), FLEET_PAGE_TEXT: '<b>Closed & done.' };
    server = spawn('python3', ['-B', program], { env, stdio: 'ignore' });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (
        await fetch(address).then(
          () => true,
          () => false,
        )
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the page does not answer');
  });

  afterAll(async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    expect(server.exitCode).toBe(0);
  });

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('answers %s at any path with 503', async (method) => {
    const answer = await fetch(`${address}/web/login?db=odoo`, { method, ...(method === 'POST' && { body: 'a=1' }) });
    expect(answer.status).toBe(503);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '3600',
      'cache-control': 'no-store',
    });
    expect(answer.headers.get('server')).toBeNull();
    const page = await answer.text();
    expect(page).toContain('<h1>&lt;b&gt;Closed &amp; done.</h1>');
    expect(page).not.toMatch(/src=|href=/);
  });

  it('answers HEAD without a page', async () => {
    const answer = await fetch(address, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([503, '']);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
