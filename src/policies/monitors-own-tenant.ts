/** Refuses monitors and probes of a tenant that reach beyond it, or that let its pods speak for another. */
import { isObject, type Json, type JsonObject, listOf } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';

type Fault = readonly [pointer: string, message: string];

export const monitorsOwnTenant: StackPolicy = {
  id: 'monitors-own-tenant',
  family: 'tenant',
  severity: 'error',
  title: 'Monitors and probes of a tenant reach its own pods and domains only',
  why: "Prometheus reads with its own rights, past the tenants' walls. A monitor that selects other namespaces copies their metrics, and a pod that may set the label `namespace` itself appears as another tenant.",
  fix: "Select pods of the tenant's own namespace, keep `honorLabels` off, and probe only the tenant's domains.",
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(4)'], nsa: ['Network separation and hardening'] },
  *check({ objects, tenant }): Generator<Violation> {
    if (!tenant) return;
    const own = `tenant-${tenant.spec.id}`;
    for (const object of objects) {
      const { kind, spec } = object.manifest;
      if (!isObject(spec)) continue;
      const faults =
        kind === 'PodMonitor'
          ? monitorFaults(spec, 'podMetricsEndpoints', own)
          : kind === 'ServiceMonitor'
            ? monitorFaults(spec, 'endpoints', own)
            : kind === 'Probe'
              ? probeFaults(spec, own, new Set(tenant.spec.domains))
              : [];
      for (const [pointer, message] of faults) yield { object, pointer, message };
    }
  },
};

function* monitorFaults(spec: JsonObject, field: string, own: string): Generator<Fault> {
  const selector = isObject(spec['namespaceSelector']) ? spec['namespaceSelector'] : {};
  if (selector['any'] === true) yield ['/spec/namespaceSelector/any', 'any is true, must be unset or false'];
  for (const [index, name] of listOf(selector['matchNames']).entries()) {
    if (name !== own) yield [`/spec/namespaceSelector/matchNames/${index}`, mustBe('namespace', name, own)];
  }
  for (const [index, endpoint] of listOf(spec[field]).entries()) {
    if (!isObject(endpoint)) continue;
    const pointer = `/spec/${field}/${index}`;
    if (endpoint['honorLabels'] === true)
      yield [`${pointer}/honorLabels`, 'honorLabels is true, must be unset or false'];
    if (endpoint['proxyUrl'] !== undefined)
      yield [`${pointer}/proxyUrl`, `proxyUrl is ${JSON.stringify(endpoint['proxyUrl'])}, must be unset`];
    for (const list of ['relabelings', 'metricRelabelings']) {
      for (const [at, relabeling] of listOf(endpoint[list]).entries()) {
        if (!isObject(relabeling)) continue;
        const place = `${pointer}/${list}/${at}`;
        if (relabeling['targetLabel'] === 'namespace')
          yield [`${place}/targetLabel`, 'targetLabel is "namespace", must be another label'];
        else if (relabeling['targetLabel'] === 'tenant' && !isFromNamespace(relabeling))
          yield [place, 'the label tenant is set otherwise than from the namespace, must be what the namespace says'];
        else yield* otherwiseFaults(relabeling, place);
      }
    }
  }
}

/** Ways to another address, and to labels that are not named. */
function* otherwiseFaults({ targetLabel, action = 'replace' }: JsonObject, place: string): Generator<Fault> {
  if (typeof targetLabel === 'string' && /^__|\$/.test(targetLabel)) {
    const message = `targetLabel is ${JSON.stringify(targetLabel)}, must be a label of what was read`;
    yield [`${place}/targetLabel`, message];
  }
  if (/^label(map|drop|keep)$/i.test(String(action)))
    yield [`${place}/action`, `action is ${JSON.stringify(action)}, must name the label that it sets`];
}

/** No pod chooses its namespace, so that the label made from it is true. */
function isFromNamespace({ sourceLabels, replacement, regex, action = 'replace' }: JsonObject): boolean {
  return (
    action === 'replace' &&
    (replacement === undefined || replacement === '$1') &&
    regex === 'tenant-(.+)' &&
    JSON.stringify(sourceLabels) === '["__meta_kubernetes_namespace"]'
  );
}

function* probeFaults(spec: JsonObject, own: string, domains: ReadonlySet<string>): Generator<Fault> {
  const targets = isObject(spec['targets']) ? spec['targets'] : {};
  if (targets['ingress'] !== undefined)
    yield ['/spec/targets/ingress', 'targets come from ingresses, must be static so that they can be examined'];
  const { static: list, labels } = isObject(targets['staticConfig']) ? targets['staticConfig'] : ({} as JsonObject);
  for (const [index, target] of listOf(list).entries()) {
    const host = hostOf(String(target));
    if (host !== undefined && domains.has(host)) continue;
    const message = `target is ${JSON.stringify(target)}, must be https:// and a domain of the tenant`;
    yield [`/spec/targets/staticConfig/static/${index}`, message];
  }
  const namespace = isObject(labels) ? labels['namespace'] : undefined;
  if (namespace !== undefined && namespace !== own)
    yield ['/spec/targets/staticConfig/labels/namespace', mustBe('namespace', namespace, own)];
}

function hostOf(target: string): string | undefined {
  return /^https:\/\/([a-z0-9.-]+)(\/[A-Za-z0-9/._-]*)?$/.exec(target)?.[1];
}

function mustBe(what: string, found: Json, wanted: string): string {
  return `${what} is ${JSON.stringify(found)}, must be ${JSON.stringify(wanted)}`;
}
