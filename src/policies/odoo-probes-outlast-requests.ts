/** Demands that probes take a web pod for dead only when its requests must have ended. */
import { isObject, type Json } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { countSetting, describeSetting, odooPodsOf } from './odoo-pods.ts';
import { describeValue } from './pod-template.ts';

/** Seconds in which Odoo must be able to start, on a busy node and with a cold cache. */
const longestStart = 300;

export const odooProbesOutlastRequests: StackPolicy = {
  id: 'odoo-probes-outlast-requests',
  family: 'tenant',
  severity: 'error',
  title: 'Probes wait longer than a web request may take',
  why: 'The workers that answer requests also answer probes. While all of them are busy no probe succeeds, and a pod that is killed for that takes the work of its users with it.',
  fix: 'Raise `failureThreshold` or `periodSeconds` of the probe, or lower `limit_time_real`. For a tenant the probes follow from `odoo.config.limit_time_real`.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'] },
  *check({ objects }): Iterable<Violation> {
    for (const pod of odooPodsOf(objects)) {
      if (pod.role !== 'web') continue;
      const limit = countSetting(pod, 'limit_time_real');
      const probes = [
        {
          name: 'livenessProbe',
          enough: (seconds: number) => seconds > limit,
          wanted: `more than ${describeSetting(pod, 'limit_time_real')}`,
        },
        {
          name: 'startupProbe',
          enough: (seconds: number) => seconds >= longestStart,
          wanted: `at least ${longestStart}`,
        },
      ];
      for (const { name, enough, wanted } of probes) {
        const probe = pod.container[name];
        const seconds = patienceOf(probe);
        if (enough(seconds)) continue;
        const found = isObject(probe)
          ? `allows ${Number.isNaN(seconds) ? 'an unreadable number of' : seconds} seconds`
          : `is ${describeValue(probe)}`;
        yield {
          object: pod.object,
          pointer: probe === undefined ? pod.containerPointer : `${pod.containerPointer}/${name}`,
          ...(name === 'livenessProbe' && { specPointer: '/odoo/config/limit_time_real' }),
          message: `${name} ${found}, must allow ${wanted}`,
        };
      }
    }
  },
};

/**
 * Seconds that a container can be silent before the kubelet kills it: the first probe that fails starts the count, and
 * the last one fails when its timeout ends. Unset fields have the API server's defaults.
 */
function patienceOf(probe: Json | undefined): number {
  if (!isObject(probe)) return Number.NaN;
  const { periodSeconds = 10, failureThreshold = 3, timeoutSeconds = 1 } = probe;
  return typeof periodSeconds === 'number' && typeof failureThreshold === 'number' && typeof timeoutSeconds === 'number'
    ? (failureThreshold - 1) * periodSeconds + timeoutSeconds
    : Number.NaN;
}
