/** What KWOK does with nodes and pods: the stages that its own project publishes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tools } from './build-tools.ts';

const folders = ['node/fast', 'node/heartbeat', 'pod/fast'];

/** A multi-document YAML. Without any stage, KWOK does nothing. */
export function stagesOf({ moduleFolder }: Tools): string {
  const root = join(moduleFolder('kwok', 'sigs.k8s.io/kwok'), 'kustomize/stage');
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
      .map((file) => join(root, folder, file)),
  );
  return files.map((file) => readFileSync(file, 'utf8')).join('\n---\n');
}
