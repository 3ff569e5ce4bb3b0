import { podSecurityHostProbesAndHostLifecycle } from '../../src/policies/pod-security-host-probes-and-host-lifecycle.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

describePodPolicy(podSecurityHostProbesAndHostLifecycle, [
  {
    name: 'probes of the pod itself',
    spec: web({
      livenessProbe: { httpGet: { port: 8069, path: '/web/health' } },
      readinessProbe: { tcpSocket: { port: 8069, host: '' } },
      startupProbe: { exec: { command: ['true'] } },
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
    }),
    expected: [],
  },
  {
    name: 'null',
    spec: web({ livenessProbe: null, lifecycle: { preStop: null }, readinessProbe: { httpGet: { host: null } } }),
    expected: [],
  },
  {
    name: 'a host in every handler',
    spec: web({
      livenessProbe: { httpGet: { host: 'a' }, tcpSocket: { host: 'b' } },
      readinessProbe: { httpGet: { host: 'c' }, tcpSocket: { host: 'd' } },
      startupProbe: { httpGet: { host: 'e' }, tcpSocket: { host: 'f' } },
      lifecycle: {
        postStart: { httpGet: { host: 'g' }, tcpSocket: { host: 'h' } },
        preStop: { httpGet: { host: 'i' }, tcpSocket: { host: '169.254.169.254' } },
      },
    }),
    expected: [
      [
        '/spec/containers/0/livenessProbe/httpGet/host',
        'container "web" sets livenessProbe.httpGet.host to "a", must be unset',
      ],
      [
        '/spec/containers/0/livenessProbe/tcpSocket/host',
        'container "web" sets livenessProbe.tcpSocket.host to "b", must be unset',
      ],
      [
        '/spec/containers/0/readinessProbe/httpGet/host',
        'container "web" sets readinessProbe.httpGet.host to "c", must be unset',
      ],
      [
        '/spec/containers/0/readinessProbe/tcpSocket/host',
        'container "web" sets readinessProbe.tcpSocket.host to "d", must be unset',
      ],
      [
        '/spec/containers/0/startupProbe/httpGet/host',
        'container "web" sets startupProbe.httpGet.host to "e", must be unset',
      ],
      [
        '/spec/containers/0/startupProbe/tcpSocket/host',
        'container "web" sets startupProbe.tcpSocket.host to "f", must be unset',
      ],
      [
        '/spec/containers/0/lifecycle/postStart/httpGet/host',
        'container "web" sets lifecycle.postStart.httpGet.host to "g", must be unset',
      ],
      [
        '/spec/containers/0/lifecycle/postStart/tcpSocket/host',
        'container "web" sets lifecycle.postStart.tcpSocket.host to "h", must be unset',
      ],
      [
        '/spec/containers/0/lifecycle/preStop/httpGet/host',
        'container "web" sets lifecycle.preStop.httpGet.host to "i", must be unset',
      ],
      [
        '/spec/containers/0/lifecycle/preStop/tcpSocket/host',
        'container "web" sets lifecycle.preStop.tcpSocket.host to "169.254.169.254", must be unset',
      ],
    ],
  },
  {
    name: 'init and ephemeral containers',
    spec: {
      initContainers: [{ name: 'proxy', restartPolicy: 'Always', startupProbe: { httpGet: { host: 'a' } } }],
      containers: [{ name: 'web' }],
      ephemeralContainers: [{ name: 'debug', livenessProbe: { tcpSocket: { host: 'b' } } }],
    },
    expected: [
      [
        '/spec/ephemeralContainers/0/livenessProbe/tcpSocket/host',
        'ephemeral container "debug" sets livenessProbe.tcpSocket.host to "b", must be unset',
      ],
      [
        '/spec/initContainers/0/startupProbe/httpGet/host',
        'init container "proxy" sets startupProbe.httpGet.host to "a", must be unset',
      ],
    ],
  },
  {
    name: 'a number',
    spec: web({ livenessProbe: { httpGet: { host: 0 } } }),
    expected: [
      [
        '/spec/containers/0/livenessProbe/httpGet/host',
        'container "web" sets livenessProbe.httpGet.host to 0, must be unset',
      ],
    ],
  },
  {
    name: 'a malformed handler',
    spec: web({ livenessProbe: { httpGet: 'http://10.0.0.1' } }),
    expected: [
      [
        '/spec/containers/0/livenessProbe/httpGet',
        'container "web" sets livenessProbe.httpGet to "http://10.0.0.1", must be an object',
      ],
    ],
  },
  {
    name: 'a malformed probe, reported once',
    spec: web({ livenessProbe: 'tcp' }),
    expected: [['/spec/containers/0/livenessProbe', 'container "web" sets livenessProbe to "tcp", must be an object']],
  },
  {
    name: 'a malformed lifecycle, reported once',
    spec: web({ lifecycle: [] }),
    expected: [['/spec/containers/0/lifecycle', 'container "web" sets lifecycle to [], must be an object']],
  },
]);
