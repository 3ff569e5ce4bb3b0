import { describe, expect, it } from 'vitest';
import { podTemplateReadable } from '../../src/policies/pod-template-readable.ts';
import { carriers, carry, describePodPolicy, inventoryOf, violationsOf, web } from './pod-security-cases.ts';

describePodPolicy(podTemplateReadable, [
  { name: 'a pod', spec: web({}), expected: [] },
  { name: 'null lists', spec: web({}, { initContainers: null, ephemeralContainers: null }), expected: [] },
  { name: 'no metadata', spec: web({}), metadata: {}, expected: [] },
  {
    name: 'no containers',
    spec: {},
    expected: [['/spec', 'pod cannot be judged: containers is unset, must be a list of at least one container']],
  },
  {
    name: 'null containers',
    spec: { containers: null },
    expected: [
      ['/spec/containers', 'pod cannot be judged: containers is null, must be a list of at least one container'],
    ],
  },
  {
    name: 'an empty list of containers',
    spec: { containers: [] },
    expected: [
      ['/spec/containers', 'pod cannot be judged: containers is [], must be a list of at least one container'],
    ],
  },
  {
    name: 'lists that are none',
    spec: { initContainers: 'migrate', containers: { web: {} }, ephemeralContainers: false },
    expected: [
      ['/spec/initContainers', 'pod cannot be judged: initContainers is "migrate", must be a list of containers'],
      ['/spec/containers', 'pod cannot be judged: containers is an object, must be a list of containers'],
      ['/spec/ephemeralContainers', 'pod cannot be judged: ephemeralContainers is false, must be a list of containers'],
    ],
  },
  {
    name: 'containers that are none',
    spec: { containers: [{ name: 'web' }, 'cron', null] },
    expected: [
      ['/spec/containers/1', 'pod cannot be judged: containers[1] is "cron", must be an object'],
      ['/spec/containers/2', 'pod cannot be judged: containers[2] is null, must be an object'],
    ],
  },
]);

describe('pod-template-readable', () => {
  const pod = 'pod cannot be judged:';
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
  it.each([
    ['no spec', deployment, ['', `${pod} spec is unset, must be an object`]],
    ['a null spec', { ...deployment, spec: null }, ['/spec', `${pod} spec is null, must be an object`]],
    ['no template', { ...deployment, spec: {} }, ['/spec', `${pod} spec.template is unset, must be an object`]],
    [
      'a list as template',
      { ...deployment, spec: { template: [] } },
      ['/spec/template', `${pod} spec.template is [], must be an object`],
    ],
    [
      'no spec in the template',
      { ...deployment, spec: { template: { metadata: {} } } },
      ['/spec/template', `${pod} spec.template.spec is unset, must be an object`],
    ],
    [
      'metadata that is none',
      { ...deployment, spec: { template: { metadata: 'web', spec: web({}) } } },
      ['/spec/template/metadata', `${pod} spec.template.metadata is "web", must be an object`],
    ],
    ['a Pod without spec', { apiVersion: 'v1', kind: 'Pod' }, ['', `${pod} spec is unset, must be an object`]],
  ])('refuses %s', (_, manifest, expected) => {
    expect(violationsOf(podTemplateReadable, inventoryOf(manifest))).toEqual([expected]);
  });

  it.each(carriers)('accepts null metadata in a $kind', (carrier) => {
    const manifest = carry(carrier, { metadata: null, spec: web({}) });
    expect(violationsOf(podTemplateReadable, inventoryOf(manifest))).toEqual([]);
  });
});
