import { describe, expect, it } from 'vitest';
import { createManifestChecker } from '../../src/schema/manifest-checker.ts';
import { expectedErrors, named, service, tweak, type Case } from './manifest-cases.ts';

const check = createManifestChecker('1.36');

const container = '/spec/template/spec/containers/0';
const first = 'spec.template.spec.containers[0]';
const gateway = named(
  'gateway.networking.k8s.io/v1 Gateway',
  { name: 'public' },
  { spec: { gatewayClassName: 'public', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } },
);

const cases: readonly Case[] = [
  {
    name: 'two variables of one name',
    manifest: tweak(`${container}/env`, [{ name: 'A' }, { name: 'B' }, { name: 'A', value: 'x' }]),
    errors: [[`${container}/env/2`, `${first}.env[2] has name "A", must differ from ${first}.env[0]`]],
  },
  {
    name: 'two ports that differ only by a default',
    manifest: service([
      { name: 'a', port: 80 },
      { name: 'b', port: 80, protocol: 'TCP' },
    ]),
    errors: [['/spec/ports/1', 'spec.ports[1] has port 80, protocol "TCP", must differ from spec.ports[0]']],
  },
  {
    name: 'one port for two protocols',
    manifest: service([
      { name: 'a', port: 53 },
      { name: 'b', port: 53, protocol: 'UDP' },
    ]),
    errors: [],
  },
  {
    name: 'a value twice in a set',
    manifest: tweak('/metadata/finalizers', ['example.com/a', 'example.com/a']),
    errors: [
      ['/metadata/finalizers/1', 'metadata.finalizers[1] has "example.com/a", must differ from metadata.finalizers[0]'],
    ],
  },
  {
    name: 'two listeners of one name in a custom kind',
    manifest: tweak('/spec/listeners/1', { name: 'http', port: 81, protocol: 'HTTP' }, gateway),
    errors: [['/spec/listeners/1', 'spec.listeners[1] has name "http", must differ from spec.listeners[0]']],
  },
];

describe('lists without repetition', () => {
  it.each(cases)('reports $name', (row) => {
    expect(check(row.manifest)).toEqual(expectedErrors(row));
  });
});
