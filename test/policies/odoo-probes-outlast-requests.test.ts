import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { odooProbesOutlastRequests } from '../../src/policies/odoo-probes-outlast-requests.ts';
import { config, cron, migration, web } from './odoo-objects.ts';
import { describePolicy } from './policy-cases.ts';

const container = '/spec/template/spec/containers/0';
const liveness = `${container}/livenessProbe`;
const startup = `${container}/startupProbe`;

const probe = (periodSeconds: Json, failureThreshold: Json, timeoutSeconds: Json = 10): JsonObject => ({
  httpGet: { path: '/web/health', port: 'http' },
  periodSeconds,
  failureThreshold,
  timeoutSeconds,
});
const probes = (livenessProbe: JsonObject, startupProbe: JsonObject = probe(10, 60)) =>
  web({ livenessProbe, startupProbe });

describePolicy(odooProbesOutlastRequests, [
  { name: 'a second more than a request', objects: [config(), probes(probe(30, 20, 31))], expected: [] },
  {
    name: 'probes of cron and migration, which answer no requests',
    objects: [config(), cron(1, { livenessProbe: probe(1, 1) }), migration],
    expected: [],
  },
  {
    name: 'as long as a request, and as long as a start may take',
    objects: [config(), probes(probe(30, 20, 30), probe(10, 30, 10))],
    expected: [[liveness, 'livenessProbe allows 600 seconds, must allow more than limit_time_real (600)']],
  },
  {
    name: 'longer requests, and a short start',
    objects: [config({ limit_time_real: 3600 }), probes(probe(30, 22), probe(10, 29, 5))],
    expected: [
      [liveness, 'livenessProbe allows 640 seconds, must allow more than limit_time_real (3600)'],
      [startup, 'startupProbe allows 285 seconds, must allow at least 300'],
    ],
  },
  {
    name: "probes with the API server's defaults",
    objects: [config(), probes({ tcpSocket: { port: 8069 } }, { tcpSocket: { port: 8069 } })],
    expected: [
      [liveness, 'livenessProbe allows 21 seconds, must allow more than limit_time_real (600)'],
      [startup, 'startupProbe allows 21 seconds, must allow at least 300'],
    ],
  },
  {
    name: 'no probes',
    objects: [config(), web()],
    expected: [
      [container, 'livenessProbe is unset, must allow more than limit_time_real (600)'],
      [container, 'startupProbe is unset, must allow at least 300'],
    ],
  },
  {
    name: 'numbers that cannot be read',
    objects: [config({ limit_time_real: null }), probes(probe(30, 22), probe('10', 60))],
    expected: [
      [liveness, 'livenessProbe allows 640 seconds, must allow more than limit_time_real (unset)'],
      [startup, 'startupProbe allows an unreadable number of seconds, must allow at least 300'],
    ],
  },
]);
