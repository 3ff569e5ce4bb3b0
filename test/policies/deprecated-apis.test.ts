import { deprecatedApis } from '../../src/policies/deprecated-apis.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const endpoints = object('Endpoints of v1', 'web');
const claim = object('ResourceClaim of resource.k8s.io/v1beta2', 'gpu');

describePolicy(deprecatedApis, [
  {
    name: 'versions that stay',
    objects: [
      object('EndpointSlice of discovery.k8s.io/v1', 'web'),
      object('Service of v1', 'web'),
      object('ResourceClaim of resource.k8s.io/v1', 'gpu'),
    ],
    expected: [],
  },
  {
    name: 'versions that go, where the cluster is not known',
    objects: [endpoints, claim, object('ServiceCIDR of networking.k8s.io/v1beta1', 'a')],
    expected: [
      [
        '/apiVersion',
        'Endpoints of v1 is deprecated since Kubernetes 1.33, must be EndpointSlice of discovery.k8s.io/v1',
      ],
      [
        '/apiVersion',
        'ServiceCIDR of networking.k8s.io/v1beta1 is deprecated since Kubernetes 1.34 and gone in 1.37, must be networking.k8s.io/v1',
      ],
      [
        '/apiVersion',
        'ResourceClaim of resource.k8s.io/v1beta2 is deprecated since Kubernetes 1.36 and gone in 1.39, must be resource.k8s.io/v1',
      ],
    ],
  },
  {
    name: 'on a cluster of 1.35',
    tenant: minimalTenant(),
    objects: [endpoints, claim],
    expected: [
      [
        '/apiVersion',
        'Endpoints of v1 is deprecated since Kubernetes 1.33, must be EndpointSlice of discovery.k8s.io/v1',
      ],
    ],
  },
]);
