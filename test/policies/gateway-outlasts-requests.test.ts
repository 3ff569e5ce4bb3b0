import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { gatewayOutlastsRequests } from '../../src/policies/gateway-outlasts-requests.ts';
import { config, web } from './odoo-objects.ts';
import { describePolicy, object } from './policy-cases.ts';

const rule = (port: Json, timeouts?: Json, name = 'odoo-web'): JsonObject => ({
  backendRefs: [{ name, port }],
  ...(timeouts !== undefined && { timeouts }),
});
const route = (...rules: readonly JsonObject[]) =>
  object('HTTPRoute of gateway.networking.k8s.io/v1', 'acme.example.com', { spec: { rules } });
const at = (index: number, field = 'request') => `/spec/rules/${index}/timeouts/${field}`;
const odoo = [config(), web()];

describePolicy(gatewayOutlastsRequests, [
  {
    name: 'a refusal, websockets without an end, and a second more than a request',
    objects: [...odoo, route({ matches: [] }, rule(8072, { request: '0s' }), rule(8069, { request: '601s' }))],
    expected: [],
  },
  {
    name: 'other ways to write a long time, and none',
    objects: [
      ...odoo,
      route(
        rule(8069, { request: '10m1s' }),
        rule(8069, { request: '1h', backendRequest: '11m' }),
        rule(8069, { request: '600s1ms' }),
        rule(8069, { request: '0ms', backendRequest: '0s' }),
      ),
    ],
    expected: [],
  },
  { name: 'routes to others', objects: [...odoo, route(rule(80, { request: '1s' }, 'shop'))], expected: [] },
  { name: 'routes without Odoo', objects: [route(rule(8069, { request: '1s' }))], expected: [] },
  {
    name: 'as long as a request, or shorter',
    objects: [...odoo, route(rule(8069, { request: '10m' }), rule(8069, { request: '15s' }))],
    expected: [
      [at(0), 'timeouts.request is "10m", must be more than limit_time_real (600)'],
      [at(1), 'timeouts.request is "15s", must be more than limit_time_real (600)'],
    ],
  },
  {
    name: 'a backend that has less time than the request',
    objects: [...odoo, route(rule(8069, { request: '20m', backendRequest: '1m' }))],
    expected: [[at(0, 'backendRequest'), 'timeouts.backendRequest is "1m", must be more than limit_time_real (600)']],
  },
  {
    name: 'websockets with an end',
    objects: [...odoo, route(rule(8072, { request: '1h' }), rule(8072, { request: '0s', backendRequest: '1h' }))],
    expected: [
      [at(0), 'timeouts.request is "1h", must be 0s for websockets'],
      [at(1, 'backendRequest'), 'timeouts.backendRequest is "1h", must be 0s for websockets'],
    ],
  },
  {
    name: 'no timeouts, so that the gateway takes its own',
    objects: [...odoo, route(rule(8069), rule(8072, {}))],
    expected: [
      ['/spec/rules/0', 'timeouts.request is unset, must be more than limit_time_real (600)'],
      ['/spec/rules/1', 'timeouts.request is unset, must be 0s for websockets'],
    ],
  },
  {
    name: 'what cannot be read',
    objects: [
      config({ limit_time_real: null }),
      web(),
      route(rule(8069, { request: '1h' }), rule(8072, { request: 0 })),
    ],
    expected: [
      [at(0), 'timeouts.request is "1h", must be more than limit_time_real (unset)'],
      [at(1), 'timeouts.request is 0, must be 0s for websockets'],
    ],
  },
]);
