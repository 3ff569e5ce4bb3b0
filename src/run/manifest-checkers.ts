/** The manifest checkers of a run: one for each Kubernetes version, because reading schemas takes longer than using them. */
import { createManifestChecker, type ManifestChecker } from '../schema/manifest-checker.ts';
import { createSchemaStore } from '../schema/manifest-validators.ts';

export function createManifestCheckers(): (kubernetesVersion: string) => ManifestChecker {
  const store = createSchemaStore();
  const checkers = new Map<string, ManifestChecker>();
  return (kubernetesVersion) => {
    const checker = checkers.get(kubernetesVersion) ?? createManifestChecker(kubernetesVersion, store);
    checkers.set(kubernetesVersion, checker);
    return checker;
  };
}
