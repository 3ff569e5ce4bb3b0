/** Changes of pods and database clusters: images, resources, tokens and nodes, good ones and bad ones. */
import * as fc from 'fast-check';
import { isObject, type JsonObject, refOf } from '../../src/model/manifest.ts';
import { inContainer, inPod, inSpec, type Draft, type Mutation, push, set } from './draft.ts';

const key = 'fleet.aos/tenant';
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const image = fc.constantFrom(
  'odoo:19.0',
  `docker.io/library/odoo:19.0@${digest}`,
  `docker.io/library/odoo@${digest}`,
  `docker.io/library/odoo@${digest.slice(0, -1)}`,
  `docker.io/library/Odoo@${digest}`,
  `docker.io/library/odoo:@${digest}`,
  `docker.io//odoo@${digest}`,
  `docker.io.evil.example/library/odoo@${digest}`,
  `ghcr.io/cloudnative-pg/postgresql:18@${digest}`,
  `[::1]:5000/odoo@${digest}`,
  `odoo@${digest}`,
  `${'a'.repeat(60)}/${'b'.repeat(190)}@${digest}`,
  `${'a/'.repeat(140)}odoo@${digest}`,
);
const quantity = fc.constantFrom('0', '100m', '1', '2', '1.5', '256Mi', '4Gi', '1e3', undefined);

/** The same pod in another kind. */
export const carrier = fc.constantFrom(
  'as it is',
  'CronJob',
  'DaemonSet',
  'Job',
  'Pod',
  'PodTemplate',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
);

/** @returns the Deployment's pod in that kind; any other object as it is. */
export function carriedBy(kind: string, manifest: JsonObject): JsonObject {
  const spec = manifest['spec'];
  if (kind === 'as it is' || manifest['kind'] !== 'Deployment' || !isObject(spec)) return manifest;
  const template = spec['template'] as JsonObject;
  const pod = template['spec'] as JsonObject;
  const { namespace: within } = refOf(manifest);
  const object = (apiVersion: string, rest: JsonObject): JsonObject => ({
    apiVersion,
    kind,
    metadata: { name: 'mutated', ...(within !== undefined && { namespace: within }) },
    ...rest,
  });
  const job = { template: { ...template, spec: { ...pod, restartPolicy: 'Never' } } };
  const { labels } = template['metadata'] as JsonObject;
  switch (kind) {
    case 'CronJob':
      return object('batch/v1', { spec: { schedule: '0 0 * * *', jobTemplate: { spec: job } } });
    case 'Job':
      return object('batch/v1', { spec: job });
    case 'Pod':
      return object('v1', { spec: { ...pod, serviceAccountName: 'default', priorityClassName: '' } });
    case 'PodTemplate':
      return object('v1', { template });
    case 'ReplicationController':
      return object('v1', { spec: { selector: labels!, template } });
    default:
      return object('apps/v1', {
        spec: { selector: spec['selector']!, template, ...(kind === 'StatefulSet' && { serviceName: 'mutated' }) },
      });
  }
}

export function podChange(): fc.Arbitrary<Mutation> {
  const index = fc.nat(2);
  const list = fc.constantFrom('containers', 'initContainers');
  return fc.oneof(
    fc
      .tuple(list, index, image)
      .map(([field, at, value]) => inContainer(field, at, (container) => void (container['image'] = value))),
    fc
      .tuple(list, index, fc.constantFrom('requests', 'limits'), fc.constantFrom('cpu', 'memory'), quantity)
      .map(([field, at, kind, resource, value]) =>
        inContainer(field, at, (container) => set(container, ['resources', kind, resource], value)),
      ),
    fc
      .tuple(fc.constantFrom('requests', 'limits'), fc.constantFrom('cpu', 'memory'), quantity)
      .map(([kind, resource, value]) => inPod((pod) => set(pod, ['resources', kind, resource], value))),
    fc.tuple(list, index).map(([field, at]) => inContainer(field, at, (container) => delete container['resources'])),
    fc
      .constantFrom(true, false, undefined)
      .map((value) => inPod((pod) => set(pod, ['automountServiceAccountToken'], value))),
    fc.constantFrom('other', 'own', undefined).map((value) => inPod((pod) => set(pod, ['nodeSelector', key], value))),
    toleration().map((value) => inPod((pod) => push(pod, 'tolerations', value))),
    image.map((value) =>
      inPod((pod) => push(pod, 'volumes', { name: 'mutated', image: { reference: value, pullPolicy: 'Always' } })),
    ),
  );
}

function toleration(): fc.Arbitrary<JsonObject> {
  return fc.constantFrom<JsonObject>(
    { operator: 'Exists' },
    { key, operator: 'Exists' },
    { key, operator: 'Equal', value: 'other', effect: 'NoSchedule' },
    { key, value: 'own', effect: 'NoSchedule' },
    { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 9 },
  );
}

export function databaseChange(): fc.Arbitrary<Mutation> {
  return fc.oneof(
    fc.option(image, { nil: undefined }).map((value) => inSpec(['Cluster'], (spec) => set(spec, ['imageName'], value))),
    toleration().map((value) =>
      inSpec(['Cluster'], (spec) => push((spec['affinity'] ??= {}) as Draft, 'tolerations', value)),
    ),
    image.map((value) =>
      inSpec(['Cluster'], (spec) =>
        push(spec['postgresql'] as Draft, 'extensions', { name: 'x', image: { reference: value } }),
      ),
    ),
  );
}
