/** Demands that the gateway waits longer than Odoo lets a request run, and never ends a websocket. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { countSetting, describeSetting, odooPodsOf } from './odoo-pods.ts';
import { describeValue } from './pod-template.ts';

export const gatewayOutlastsRequests: StackPolicy = {
  id: 'gateway-outlasts-requests',
  family: 'tenant',
  severity: 'error',
  title: 'The gateway waits longer than a web request may take',
  why: 'A gateway that gives up first answers with an error while Odoo goes on: users try again, and the same work runs twice. Websockets stay open for hours. Without a timeout in the route the gateway takes its own, which may be 15 seconds.',
  fix: 'Set `timeouts.request` of the route to more than `limit_time_real`, and to `0s` for websockets. For a tenant it follows from `odoo.config.limit_time_real`.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'] },
  *check({ objects }): Iterable<Violation> {
    const web = odooPodsOf(objects).find(({ role }) => role === 'web');
    if (!web) return;
    // The service offers the ports under the numbers that Odoo listens on.
    const websocket = countSetting(web, 'gevent_port');
    const limit = countSetting(web, 'limit_time_real');
    const service = nameOf(web.object.manifest);
    for (const { object, rule, pointer } of rulesOf(objects)) {
      const ports = portsTo(rule, service);
      if (ports.length === 0) continue;
      const endless = ports.includes(websocket);
      const timeouts = isObject(rule['timeouts']) ? rule['timeouts'] : {};
      // A backend's timeout is only one more limit: the request's stands in for it.
      for (const field of timeouts['backendRequest'] === undefined ? ['request'] : ['request', 'backendRequest']) {
        const seconds = secondsOf(timeouts[field]);
        if (endless ? seconds === Infinity : seconds > limit) continue;
        yield {
          object,
          pointer: timeouts[field] === undefined ? pointer : `${pointer}/timeouts/${field}`,
          ...(!endless && { specPointer: '/odoo/config/limit_time_real' }),
          message: `timeouts.${field} is ${describeValue(timeouts[field])}, must be ${endless ? '0s for websockets' : `more than ${describeSetting(web, 'limit_time_real')}`}`,
        };
      }
    }
  },
};

function* rulesOf(
  objects: readonly InventoryObject[],
): Generator<{ object: InventoryObject; rule: JsonObject; pointer: string }> {
  for (const object of objects) {
    const { kind, spec } = object.manifest;
    if (kind !== 'HTTPRoute' || !isObject(spec) || !Array.isArray(spec['rules'])) continue;
    for (const [index, rule] of spec['rules'].entries()) {
      if (isObject(rule)) yield { object, rule, pointer: `/spec/rules/${index}` };
    }
  }
}

function portsTo(rule: JsonObject, service: string): readonly unknown[] {
  const backends: readonly Json[] = Array.isArray(rule['backendRefs']) ? rule['backendRefs'] : [];
  return backends.flatMap((backend) => (isObject(backend) && backend['name'] === service ? [backend['port']] : []));
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** Seconds of a Gateway API duration (GEP-2257), such as `1h30m`; zero means without end. NaN when it is unset or none. */
function secondsOf(duration: Json | undefined): number {
  const text = String(duration);
  if (!/^(\d{1,5}(h|ms|m|s)){1,4}$/.test(text)) return Number.NaN;
  const parts = [...text.matchAll(/(\d+)(h|ms|m|s)/g)];
  const sum = parts.reduce(
    (total, [, digits, unit = '']) => total + Number(digits) * (unitSeconds[unit] ?? Number.NaN),
    0,
  );
  return sum === 0 ? Infinity : sum;
}

function nameOf({ metadata }: JsonObject): string {
  return isObject(metadata) ? String(metadata['name'] ?? '') : '';
}
