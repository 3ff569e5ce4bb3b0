/** The cases of `requests-and-limits`: what the policy, and its twin at admission, must say. */
import type { JsonObject } from '../../src/model/manifest.ts';
import { deployment, type PolicyCase } from './policy-cases.ts';

const complete = { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: 1, memory: '2Gi' } };
const web = (resources: JsonObject | undefined, spec: JsonObject = {}) =>
  deployment('web', { ...spec, containers: [{ name: 'odoo', ...(resources && { resources }) }] });

const first = '/spec/template/spec/containers/0';
const odoo = (fault: string) => at(first, 'container "odoo"', fault);
const init = (index: number, name: string, fault: string) =>
  at(`/spec/template/spec/initContainers/${index}`, `init container "${name}"`, fault);

/** Points to the amount that the fault is about: `has cpu request ...`. */
function at(pointer: string, what: string, fault: string): readonly [string, string] {
  const [, resource, kind] = fault.split(' ');
  return [`${pointer}/resources/${kind}s/${resource}`, `${what} ${fault}`];
}

export const cases: readonly PolicyCase[] = [
  { name: 'all four', objects: [web(complete)], expected: [] },
  {
    name: 'limits only, which are requests too',
    objects: [web({ limits: { cpu: '1', memory: '1Gi' } })],
    expected: [],
  },
  {
    name: 'requests equal to limits in other units',
    objects: [web({ requests: { cpu: '1000m', memory: '1Gi' }, limits: { cpu: '1', memory: '1024Mi' } })],
    expected: [],
  },
  { name: 'set once for the whole pod', objects: [web(undefined, { resources: complete })], expected: [] },
  {
    name: 'partly for the pod, partly for the container',
    objects: [web({ limits: { memory: '2Gi' } }, { resources: { requests: { memory: '1Gi' }, limits: { cpu: '2' } } })],
    expected: [],
  },
  {
    name: 'ephemeral containers, which can have none',
    objects: [
      deployment('web', {
        containers: [{ name: 'odoo', resources: complete }],
        ephemeralContainers: [{ name: 'debug' }],
      }),
    ],
    expected: [],
  },
  {
    name: 'nothing at all',
    objects: [web(undefined)],
    expected: [
      odoo('has cpu request unset, must have one above 0'),
      odoo('has cpu limit unset, must have one above 0'),
      odoo('has memory request unset, must have one above 0'),
      odoo('has memory limit unset, must have one above 0'),
    ],
  },
  {
    name: 'requests without limits',
    objects: [web({ requests: { cpu: '1', memory: '1Gi' } })],
    expected: [
      odoo('has cpu limit unset, must have one above 0'),
      odoo('has memory limit unset, must have one above 0'),
    ],
  },
  {
    name: 'zeros, negatives and what is no quantity',
    objects: [web({ requests: { cpu: 0, memory: '-1Gi' }, limits: { cpu: '1 core', memory: '2GB' } })],
    expected: [
      odoo('has cpu request 0, must have one above 0'),
      odoo('has cpu limit "1 core", must have one above 0'),
      odoo('has memory request "-1Gi", must have one above 0'),
      odoo('has memory limit "2GB", must have one above 0'),
    ],
  },
  {
    name: 'a request above its limit',
    objects: [web({ requests: { cpu: '1001m', memory: '1G' }, limits: { cpu: 1, memory: '1Gi' } })],
    expected: [odoo('has cpu request "1001m" above its limit 1')],
  },
  {
    name: 'what the pod sets for all, where it stands there',
    objects: [
      web({ limits: { cpu: '1' } }, { resources: { requests: { cpu: '2', memory: '0' }, limits: { memory: '1Gi' } } }),
    ],
    expected: [
      at('/spec/template/spec', 'container "odoo"', 'has cpu request "2" above its limit "1"'),
      at('/spec/template/spec', 'container "odoo"', 'has memory request "0", must have one above 0'),
    ],
  },
  {
    name: 'init containers and sidecars',
    objects: [
      deployment('web', {
        initContainers: [
          { name: 'wait', resources: { limits: { cpu: '1' } } },
          { name: 'proxy', restartPolicy: 'Always', resources: { limits: { memory: '1Gi' } } },
        ],
        containers: [{ name: 'odoo', resources: complete }],
      }),
    ],
    expected: [
      init(0, 'wait', 'has memory request unset, must have one above 0'),
      init(0, 'wait', 'has memory limit unset, must have one above 0'),
      init(1, 'proxy', 'has cpu request unset, must have one above 0'),
      init(1, 'proxy', 'has cpu limit unset, must have one above 0'),
    ],
  },
  {
    name: 'malformed resources',
    objects: [deployment('web', { containers: [{ name: 'odoo', resources: 'small' }] })],
    expected: [
      odoo('has cpu request unset, must have one above 0'),
      odoo('has cpu limit unset, must have one above 0'),
      odoo('has memory request unset, must have one above 0'),
      odoo('has memory limit unset, must have one above 0'),
    ],
  },
];
