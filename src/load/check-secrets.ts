/** Checks that secrets can reach every cluster, and can be recovered without it. */
import type { Cluster } from '../model/fleet.ts';
import type { FleetParts } from './fleet-parts.ts';
import type { Mismatch } from './mismatch.ts';

/** What each provider needs, and what it must not be given. */
export function* checkClusterSecrets({ secrets }: Cluster, pointer: string): Iterable<Mismatch> {
  const { provider } = secrets;
  const sources = (['recipients', 'vault', 'awsSecretsManager'] as const).filter((name) => secrets[name] !== undefined);
  const possible = provider === 'sops-age' ? ['recipients'] : ['vault', 'awsSecretsManager'];
  const fitting = sources.filter((name) => possible.includes(name));
  for (const name of sources.filter((each) => !possible.includes(each))) {
    yield {
      policy: 'cluster-secrets',
      pointer: `${pointer}/secrets/${name}`,
      found: 'given',
      wanted: `left out with provider ${provider}`,
      fix: `Remove ${name}, or choose the other provider.`,
    };
  }
  if (fitting.length === 1) return;
  const wanted = possible.join(' or ');
  yield {
    policy: 'cluster-secrets',
    pointer: `${pointer}/secrets`,
    found: fitting.length === 0 ? `without ${wanted}` : `with ${fitting.join(' and ')}`,
    wanted: `with ${possible.length === 1 ? wanted : `either ${wanted}`} for provider ${provider}`,
    fix:
      provider === 'sops-age'
        ? 'Add recipients with the public key of the cluster: docs/runbooks/bootstrap-a-cluster.md makes it.'
        : `Add ${wanted}, and one of them alone.`,
  };
}

export function* checkRecovery({ spec, clusters }: FleetParts): Iterable<Mismatch> {
  const encrypted = [...(clusters?.values() ?? [])].find(({ secrets }) => secrets.provider === 'sops-age');
  if (spec === undefined || encrypted === undefined || spec.secrets.recoveryRecipients.length > 0) return;
  yield {
    policy: 'fleet-recovery-recipients',
    pointer: '/secrets/recoveryRecipients',
    found: 'empty',
    wanted: `at least one public key, since cluster ${encrypted.name} keeps secrets with sops-age`,
    fix: 'Make a key pair with age-keygen, keep the private key offline, and write the public one here.',
  };
}
