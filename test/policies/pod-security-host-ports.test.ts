import { podSecurityHostPorts } from '../../src/policies/pod-security-host-ports.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

describePodPolicy(podSecurityHostPorts, [
  { name: 'no ports', spec: web({}), expected: [] },
  {
    name: 'a port of the pod',
    spec: web({ ports: [{ containerPort: 8069 }, { containerPort: 8072, hostPort: 0 }] }),
    expected: [],
  },
  { name: 'null', spec: web({ ports: null }), expected: [] },
  {
    name: 'host ports in every kind of container',
    spec: {
      initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 1, hostPort: 1 }] }],
      containers: [
        {
          name: 'web',
          ports: [{ containerPort: 80 }, { containerPort: 80, hostPort: 80 }, { containerPort: 443, hostPort: 443 }],
        },
      ],
      ephemeralContainers: [{ name: 'debug', ports: [{ hostPort: 9 }] }],
    },
    expected: [
      [
        '/spec/initContainers/0/ports/0/hostPort',
        'init container "proxy" sets ports[0].hostPort to 1, must be unset or 0',
      ],
      ['/spec/containers/0/ports/1/hostPort', 'container "web" sets ports[1].hostPort to 80, must be unset or 0'],
      ['/spec/containers/0/ports/2/hostPort', 'container "web" sets ports[2].hostPort to 443, must be unset or 0'],
      [
        '/spec/ephemeralContainers/0/ports/0/hostPort',
        'ephemeral container "debug" sets ports[0].hostPort to 9, must be unset or 0',
      ],
    ],
  },
  {
    name: 'a text',
    spec: web({ ports: [{ hostPort: '0' }] }),
    expected: [
      ['/spec/containers/0/ports/0/hostPort', 'container "web" sets ports[0].hostPort to "0", must be unset or 0'],
    ],
  },
  {
    name: 'a malformed port',
    spec: web({ ports: [80] }),
    expected: [['/spec/containers/0/ports/0', 'container "web" sets ports[0] to 80, must be an object']],
  },
  {
    name: 'malformed ports',
    spec: web({ ports: '80:80' }),
    expected: [['/spec/containers/0/ports', 'container "web" sets ports to "80:80", must be a list']],
  },
]);
