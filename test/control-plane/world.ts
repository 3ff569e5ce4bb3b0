/** The cluster that tests share: started once, emptied by starting it anew. */
import { buildTools } from './build-tools.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { installDefinitions, readDefinitions } from './definitions.ts';
import { addNode, type Operators, provisioner, startOperators, zones } from './operators.ts';

export interface World extends ControlPlane {
  readonly operators: Operators;
}

/** Read once: some are made from Go types. */
const definitions = readDefinitions();

export const tools = buildTools((line) => process.stderr.write(`${line}\n`));

/** An empty cluster with the kinds of others, nodes in three zones, and their namespaces. @param classes its StorageClasses. */
export async function startWorld(classes: readonly string[]): Promise<World> {
  const controlPlane = await startControlPlane(tools);
  const { objects } = controlPlane;
  await installDefinitions(controlPlane, await definitions);
  for (const zone of zones) await addNode(objects, { name: zone, labels: { 'topology.kubernetes.io/zone': zone } });
  for (const name of classes) {
    await objects.apply({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name },
      provisioner,
      reclaimPolicy: 'Retain',
      allowVolumeExpansion: true,
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  }
  for (const name of ['monitoring', 'gateway-system', 'flux-system']) {
    await objects.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  const operators = startOperators(controlPlane);
  return {
    ...controlPlane,
    operators,
    async stop() {
      await operators.stop();
      await controlPlane.stop();
    },
  };
}
