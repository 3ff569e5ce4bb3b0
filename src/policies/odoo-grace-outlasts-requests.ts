/** Demands that a web pod that stops has time to end the requests that it has begun. */
import { isObject, type Json } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { countSetting, describeSetting, odooPodsOf } from './odoo-pods.ts';
import { describeValue } from './pod-template.ts';

/** Seconds that the master needs to end its workers after their last request. */
const margin = 15;
/** Kubernetes' default of `terminationGracePeriodSeconds`. */
const usualGrace = 30;

export const odooGraceOutlastsRequests: StackPolicy = {
  id: 'odoo-grace-outlasts-requests',
  family: 'tenant',
  severity: 'error',
  title: 'A web pod that stops has time to end its requests',
  why: 'Whatever runs when the grace period ends is killed: with each update, users lose the reports and imports that they are waiting for.',
  fix: 'Raise `terminationGracePeriodSeconds`, or lower `limit_time_real`. For a tenant it follows from `odoo.config.limit_time_real`.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'] },
  *check({ objects }): Iterable<Violation> {
    for (const pod of odooPodsOf(objects)) {
      if (pod.role !== 'web') continue;
      const { lifecycle } = pod.container;
      const pause = pauseOf(isObject(lifecycle) ? lifecycle['preStop'] : undefined);
      const wanted = countSetting(pod, 'limit_time_real') + pause + margin;
      const found = pod.spec['terminationGracePeriodSeconds'];
      const grace = found === undefined ? usualGrace : typeof found === 'number' ? found : Number.NaN;
      if (grace >= wanted) continue;
      const need = Number.isNaN(pause)
        ? 'enough, which cannot be told: preStop is no sleep'
        : `at least ${Number.isNaN(wanted) ? '' : `${wanted}: `}${describeSetting(pod, 'limit_time_real')} and ${pause + margin} to stop`;
      yield {
        object: pod.object,
        pointer: found === undefined ? pod.specPointer : `${pod.specPointer}/terminationGracePeriodSeconds`,
        specPointer: '/odoo/config/limit_time_real',
        message: `terminationGracePeriodSeconds is ${describeValue(found)}, must be ${need}`,
      };
    }
  },
};

/** Seconds that the pod waits before Odoo is told to stop; NaN for a hook that may take any time. */
function pauseOf(hook: Json | undefined): number {
  if (hook === undefined) return 0;
  const sleep = isObject(hook) && isObject(hook['sleep']) ? hook['sleep']['seconds'] : undefined;
  return typeof sleep === 'number' ? sleep : Number.NaN;
}
