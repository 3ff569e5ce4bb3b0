/** The boundary layer: what holds a tenant apart, applied with the platform's rights. */
import type { Chart } from 'cdk8s';
import type { Stack } from '../part.ts';
import { addAccess } from './access.ts';
import { addBackupEdges } from './backup-network.ts';
import { addLimits, addNamespace, addQuota } from './namespace.ts';
import { addNetworkPolicies } from './network.ts';
import { addNodePool } from './nodes.ts';
import { addSecrets } from './secrets.ts';

export function addBoundary(layer: Chart, stack: Stack): void {
  addNamespace(layer, stack);
  addQuota(layer, stack);
  addLimits(layer, stack);
  addNodePool(layer, stack);
  addNetworkPolicies(layer, stack);
  addBackupEdges(layer, stack);
  addAccess(layer, stack);
  addSecrets(layer, stack);
}
