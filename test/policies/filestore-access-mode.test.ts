import type { JsonObject } from '../../src/model/manifest.ts';
import { filestoreAccessMode } from '../../src/policies/filestore-access-mode.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const claim = (name: string, ...accessModes: string[]) =>
  object('PersistentVolumeClaim of v1', name, { spec: { accessModes } });

const web = (replicas: number | undefined, ...volumes: JsonObject[]) =>
  deployment('odoo-web', { volumes }, replicas === undefined ? {} : { replicas });

const files = { name: 'filestore', persistentVolumeClaim: { claimName: 'odoo-filestore' } };
const cache = { name: 'cache', persistentVolumeClaim: { claimName: 'cache' } };
const temporary = { name: 'temporary', emptyDir: {} };

describePolicy(filestoreAccessMode, [
  {
    name: 'one pod on a volume for one node',
    objects: [web(1, files), claim('odoo-filestore', 'ReadWriteOnce')],
    expected: [],
  },
  {
    name: 'replicas unset, which is one',
    objects: [web(undefined, files), claim('odoo-filestore', 'ReadWriteOnce')],
    expected: [],
  },
  { name: 'a stopped tenant', objects: [web(0, files), claim('odoo-filestore', 'ReadWriteOnce')], expected: [] },
  {
    name: 'three pods on a shared volume',
    objects: [web(3, temporary, files), claim('odoo-filestore', 'ReadWriteMany')],
    expected: [],
  },
  { name: 'three pods without a claim', objects: [web(3, temporary)], expected: [] },
  {
    name: 'two pods on a volume for one node',
    objects: [claim('odoo-filestore', 'ReadWriteOnce'), web(2, temporary, files)],
    expected: [
      [
        '/spec/replicas',
        'replicas is 2 with volume "odoo-filestore" of access mode ReadWriteOnce, must be 1 or the volume ReadWriteMany',
      ],
    ],
  },
  {
    name: 'several wrong volumes and modes',
    objects: [
      web(3, files, cache),
      claim('odoo-filestore', 'ReadWriteOnce', 'ReadOnlyMany'),
      claim('cache', 'ReadWriteOncePod'),
    ],
    expected: [
      [
        '/spec/replicas',
        'replicas is 3 with volume "odoo-filestore" of access mode ReadWriteOnce, ReadOnlyMany, must be 1 or the volume ReadWriteMany',
      ],
      [
        '/spec/replicas',
        'replicas is 3 with volume "cache" of access mode ReadWriteOncePod, must be 1 or the volume ReadWriteMany',
      ],
    ],
  },
  {
    name: 'a claim that nobody declares: its mode is not known',
    objects: [web(2, files)],
    expected: [
      [
        '/spec/replicas',
        'replicas is 2 with volume "odoo-filestore" of access mode unknown, must be 1 or the volume ReadWriteMany',
      ],
    ],
  },
]);
