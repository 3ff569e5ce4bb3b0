import type { JsonObject } from '../../src/model/manifest.ts';
import { serviceExposure } from '../../src/policies/service-exposure.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const service = (spec: JsonObject | null) => object('Service of v1', 'odoo-web', { spec });
const ports = [{ name: 'http', port: 8069 }];

describePolicy(serviceExposure, [
  {
    name: 'inside the cluster, said, unsaid, without an address, and with empty fields',
    tenant,
    objects: [
      service({ selector: { app: 'odoo' }, ports }),
      service({ type: 'ClusterIP', clusterIP: 'None', ports }),
      service({ type: null, externalIPs: [], loadBalancerIP: '', healthCheckNodePort: 0, ports: [{ nodePort: 0 }] }),
      object('Gateway of gateway.networking.k8s.io/v1', 'odoo', { spec: { listeners: [] } }),
      object('Service of serving.knative.dev/v1', 'other', { spec: { type: 'LoadBalancer' } }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [service({ type: 'LoadBalancer', ports })], expected: [] },
  {
    name: 'services on nodes and at load balancers',
    tenant,
    objects: [
      service({ clusterIP: '10.96.0.7', clusterIPs: ['10.96.0.7'], ports }),
      service({ type: 'NodePort', ports: [{ ...ports[0]!, nodePort: 30_069 }] }),
      service({ type: 'LoadBalancer', loadBalancerIP: '203.0.113.7', healthCheckNodePort: 32_000, ports }),
    ],
    expected: [
      ['/spec/clusterIP', 'clusterIP is "10.96.0.7", must be left out'],
      ['/spec/clusterIPs', 'clusterIPs is ["10.96.0.7"], must be left out'],
      ['/spec/type', 'type is "NodePort", must be "ClusterIP"'],
      ['/spec/ports/0/nodePort', 'nodePort is 30069, must be left out'],
      ['/spec/type', 'type is "LoadBalancer", must be "ClusterIP"'],
      ['/spec/loadBalancerIP', 'loadBalancerIP is "203.0.113.7", must be left out'],
      ['/spec/healthCheckNodePort', 'healthCheckNodePort is 32000, must be left out'],
    ],
  },
  {
    name: 'addresses of its own choice',
    tenant,
    objects: [
      service({ externalIPs: ['198.51.100.1'], loadBalancerClass: 'metallb', ports }),
      object('Gateway of gateway.networking.k8s.io/v1', 'odoo', { spec: { addresses: [{ value: '203.0.113.7' }] } }),
    ],
    expected: [
      ['/spec/externalIPs', 'externalIPs is ["198.51.100.1"], must be left out'],
      ['/spec/loadBalancerClass', 'loadBalancerClass is "metallb", must be left out'],
      ['/spec/addresses', 'addresses is a list, must be left out'],
    ],
  },
  {
    name: 'what cannot be read',
    tenant,
    objects: [service(null), service({ type: 7, externalIPs: '198.51.100.1', ports: 'http' })],
    expected: [
      ['/spec/type', 'type is 7, must be "ClusterIP"'],
      ['/spec/externalIPs', 'externalIPs is "198.51.100.1", must be left out'],
    ],
  },
]);
