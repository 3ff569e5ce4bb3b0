/** Judges the objects of any folder of manifests, one by one. */
import { manifestChecks } from '../load/manifest-checks.ts';
import { readManifests } from '../load/read-manifests.ts';
import type { Report } from '../model/report.ts';
import { stackPolicies } from '../policies/index.ts';
import { podSecurityPolicies, podSecurityPoliciesAt } from '../policies/pod-security.ts';
import { createManifestChecker, kubernetesVersions } from '../schema/manifest-checker.ts';
import { examineObjects } from './examine-objects.ts';
import { reportOf } from './report-of.ts';
import { schemaChecks } from './run-checks.ts';

export interface ManifestsRun {
  /** What paths in the report are relative to. */
  readonly root: string;
  readonly folder: string;
  /** Glob relative to the folder. */
  readonly only?: string;
  readonly podSecurity: 'baseline' | 'restricted';
}

/** Objects are checked against the newest Kubernetes version that is known. */
export function runManifests({ root, folder, only, podSecurity }: ManifestsRun): Report {
  const { objects, files, texts, findings, notes } = readManifests(root, folder, only);
  const podSecurityIds = new Set(podSecurityPolicies.map(({ policy }) => policy.id));
  const wanted = new Set(podSecurityPoliciesAt(podSecurity).map(({ id }) => id));
  const policies = stackPolicies.filter(
    ({ family, id }) => family === 'object' && (!podSecurityIds.has(id) || wanted.has(id)),
  );
  const judged = examineObjects({
    inventory: { objects },
    texts,
    policies,
    checkSchema: createManifestChecker(kubernetesVersions.at(-1)!),
  });
  return reportOf([...findings, ...judged], {
    tenants: 0,
    objects: objects.length,
    files: files.length,
    policies: policies.length,
    ran: [...manifestChecks, ...schemaChecks, ...policies],
    notes,
  });
}
