/** What a proof takes for granted: what is outside of the manifests, and nobody can see in them. */
import type { Fleet } from '../model/fleet.ts';

export function assumptionsOf({ clusters }: Fleet, tenants: number): readonly string[] {
  const names = [...clusters.keys()].join(', ');
  return [
    `The clusters (${names}) run what dist says and nothing else in the namespaces of tenants: people with rights there, other tools and objects that were applied before are not seen.`,
    'Their network plugins enforce NetworkPolicy of networking.k8s.io/v1 in full, and pods, services and nodes have addresses of the networks in fleet/clusters.ts only.',
    'The parts that tenants share do what they are for: the gateway routes by host name, the operators keep to the namespace of each object, DNS answers truthfully, Prometheus and Grafana are read by the platform team alone.',
    'The folders flux-system belong to Flux and were not examined; Flux runs with --no-cross-namespace-refs.',
    'The object store keeps the credentials of each tenant to its prefix.',
    'The kernel, the container runtime and the nodes keep containers apart; tenants of tier namespace share nodes.',
    `Whoever may merge to this repository may change all of this: the review of ${tenants === 1 ? 'the one tenant' : `${tenants.toLocaleString('en')} tenants`} is the first wall.`,
  ];
}
