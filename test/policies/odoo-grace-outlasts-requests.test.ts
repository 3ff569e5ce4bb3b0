import type { Json } from '../../src/model/manifest.ts';
import { odooGraceOutlastsRequests } from '../../src/policies/odoo-grace-outlasts-requests.ts';
import { config, cron, migration, web } from './odoo-objects.ts';
import { describePolicy } from './policy-cases.ts';

const at = '/spec/template/spec/terminationGracePeriodSeconds';
const sleep = (seconds: Json) => ({ lifecycle: { preStop: { sleep: { seconds } } } });
const grace = (seconds: Json) => ({ terminationGracePeriodSeconds: seconds });

describePolicy(odooGraceOutlastsRequests, [
  { name: 'nothing to spare', objects: [config(), web(sleep(10), grace(625))], expected: [] },
  { name: 'no pause before the end', objects: [config(), web({}, grace(615))], expected: [] },
  { name: 'cron and migration, which answer no requests', objects: [config(), cron(1), migration], expected: [] },
  {
    name: 'a second too little',
    objects: [config(), web(sleep(10), grace(624)), web({}, grace(614))],
    expected: [
      [at, 'terminationGracePeriodSeconds is 624, must be at least 625: limit_time_real (600) and 25 to stop'],
      [at, 'terminationGracePeriodSeconds is 614, must be at least 615: limit_time_real (600) and 15 to stop'],
    ],
  },
  {
    name: 'longer requests',
    objects: [config({ limit_time_real: 3600 }), web(sleep(10), grace(625))],
    expected: [
      [at, 'terminationGracePeriodSeconds is 625, must be at least 3625: limit_time_real (3600) and 25 to stop'],
    ],
  },
  {
    name: 'the default of Kubernetes',
    objects: [config({ limit_time_real: 15 }), web(), config({ limit_time_real: 16 })],
    expected: [],
  },
  {
    name: 'the default of Kubernetes for longer requests',
    objects: [config({ limit_time_real: 16 }), web()],
    expected: [
      [
        '/spec/template/spec',
        'terminationGracePeriodSeconds is unset, must be at least 31: limit_time_real (16) and 15 to stop',
      ],
    ],
  },
  {
    name: 'numbers that cannot be read',
    objects: [
      config({ limit_time_real: 'long' }),
      web(sleep(10), grace(900)),
      web({ lifecycle: { preStop: { exec: { command: ['drain'] } } } }, grace(900)),
      web({}, grace('900')),
    ],
    expected: [
      [at, 'terminationGracePeriodSeconds is 900, must be at least limit_time_real (long) and 25 to stop'],
      [at, 'terminationGracePeriodSeconds is 900, must be enough, which cannot be told: preStop is no sleep'],
      [at, 'terminationGracePeriodSeconds is "900", must be at least limit_time_real (long) and 15 to stop'],
    ],
  },
]);
