/** Objects of test cases with what the API server demands besides, so that only admission policies have something to say. */
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const labels = { app: 'case' };

/** @param name unique, since the cases use the same names for different objects. */
export function completed(manifest: JsonObject, name: string): JsonObject {
  const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  const named = { ...manifest, metadata: { ...metadata, name } };
  switch (manifest['kind']) {
    case 'Deployment':
      return { ...named, spec: { ...spec, selector: { matchLabels: labels }, template: templateOf(spec['template']) } };
    case 'Cluster':
      return { ...named, spec: { instances: 1, storage: { size: '1Gi' }, ...spec } };
    case 'Gateway':
      return { ...named, spec: { gatewayClassName: 'case', ...spec, listeners: listenersOf(spec['listeners']) } };
    case 'ListenerSet':
      return { ...named, spec: { parentRef: { name: 'case' }, ...spec, listeners: listenersOf(spec['listeners']) } };
    case 'Certificate':
      return { ...named, spec: { secretName: 'case', ...spec } };
    case 'RoleBinding':
      return {
        ...named,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'case' },
        subjects: withGroups(manifest['subjects']),
      };
    case 'Ingress':
      return {
        ...named,
        spec: { ...(spec['defaultBackend'] === undefined && { rules: [{}] }), ...spec, ...backendOf(spec) },
      };
    case 'HTTPRoute':
      return {
        ...named,
        spec: {
          ...spec,
          ...(Array.isArray(spec['parentRefs']) && { parentRefs: each(spec['parentRefs'], { name: 'case' }) }),
          ...(Array.isArray(spec['rules']) && {
            rules: spec['rules'].map((rule: Json) =>
              isObject(rule) ? { ...rule, backendRefs: each(rule['backendRefs'], { port: 80 }) } : rule,
            ),
          }),
        },
      };
    case 'CiliumNetworkPolicy':
      return { ...named, spec: { endpointSelector: {}, ...spec } };
    case 'NetworkPolicy':
      return { ...named, spec: { podSelector: {}, ...spec } };
    default:
      return named;
  }
}

function templateOf(template: Json | undefined): JsonObject {
  const spec = isObject(template) && isObject(template['spec']) ? template['spec'] : {};
  // What a case says of more than the pod's fields is no field of a pod.
  const { note: _, ...fields } = spec;
  const containers = Array.isArray(spec['containers'])
    ? spec['containers']
    : [{ name: 'case', image: `case@${digest}` }];
  const initContainers = Array.isArray(spec['initContainers']) ? spec['initContainers'] : undefined;
  return {
    metadata: { labels },
    spec: {
      ...fields,
      containers: containers.map((container: Json, index) => withImage(container, `case-${index}`)),
      ...(initContainers !== undefined && {
        initContainers: initContainers.map((container: Json, index) => withImage(container, `init-${index}`)),
      }),
    },
  };
}

/** Only where there is none at all: an empty or malformed one is what the case is about. */
function withImage(container: Json, name: string): Json {
  return isObject(container) ? { name, image: `case@${digest}`, ...container } : container;
}

function listenersOf(listeners: Json | undefined): readonly Json[] {
  if (!Array.isArray(listeners)) return [{ name: 'case', port: 80, protocol: 'HTTP' }];
  return listeners.map((listener: Json, index) =>
    isObject(listener) ? { name: `case-${index}`, protocol: 'HTTP', ...listener } : listener,
  );
}

function backendOf({ defaultBackend }: JsonObject): JsonObject {
  return defaultBackend === undefined ? {} : { defaultBackend: { service: { name: 'case', port: { number: 80 } } } };
}

function each(list: Json | undefined, defaults: JsonObject): readonly Json[] {
  return Array.isArray(list) ? list.map((item: Json) => (isObject(item) ? { ...defaults, ...item } : item)) : [];
}

function withGroups(subjects: Json | undefined): readonly Json[] {
  if (!Array.isArray(subjects)) return [];
  return subjects.map((subject: Json) =>
    isObject(subject) && subject['kind'] !== 'ServiceAccount'
      ? { apiGroup: 'rbac.authorization.k8s.io', ...subject }
      : subject,
  );
}
