/** The cases of `image-registry`: what the policy, and its twin at admission, must say. */
import { minimalFleet } from '../minimal-tenant.ts';
import { deployment, object, type PolicyCase } from './policy-cases.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const fleet = minimalFleet(({ fleet: spec }) => {
  spec.policies = { imageRegistries: ['docker.io/library', 'registry.example:5000'] };
});
const web = (image: string) => deployment('web', { containers: [{ name: 'odoo', image }] });

export const cases: readonly PolicyCase[] = [
  {
    name: 'images of allowed registries',
    fleet,
    objects: [
      web(`docker.io/library/odoo:19.0@${digest}`),
      web(`registry.example:5000/team/odoo@${digest}`),
      object('Cluster of postgresql.cnpg.io/v1', 'database', {
        spec: { imageName: `registry.example:5000/postgresql:18@${digest}` },
      }),
    ],
    expected: [],
  },
  { name: 'manifests of no fleet', objects: [web('quay.io/evil/odoo:1')], expected: [] },
  {
    name: 'no image, which another policy refuses',
    fleet,
    objects: [deployment('web', { containers: [{ name: 'odoo' }] })],
    expected: [],
  },
  ...[
    'quay.io/team/odoo:1',
    'odoo:19.0',
    'library/odoo:19.0',
    'docker.io/library-mirror/odoo:19.0',
    'docker.io/library.evil.example/odoo:19.0',
    'registry.example:50001/odoo:1',
    'registry.example/odoo:1',
    'evil.example/docker.io/library/odoo:1',
    'DOCKER.IO/library/odoo:1',
    'docker.io/library',
  ].map((image) => ({
    name: `the image ${image}`,
    fleet,
    objects: [web(image)],
    expected: [
      [
        '/spec/template/spec/containers/0/image',
        `container "odoo" has image "${image}", must come from docker.io/library or registry.example:5000`,
      ],
    ] as const,
  })),
  {
    name: 'images of operators and volumes',
    fleet,
    objects: [
      object('Cluster of postgresql.cnpg.io/v1', 'database', { spec: { imageName: 'quay.io/evil/postgresql:18' } }),
      deployment('web', {
        containers: [{ name: 'odoo', image: 'docker.io/library/odoo:1' }],
        volumes: [{ name: 'addons', image: { reference: 'quay.io/evil/addons:1' } }],
      }),
    ],
    expected: [
      [
        '/spec/template/spec/volumes/0/image/reference',
        'volume "addons" has image "quay.io/evil/addons:1", must come from docker.io/library or registry.example:5000',
      ],
      [
        '/spec/imageName',
        'the database cluster has image "quay.io/evil/postgresql:18", must come from docker.io/library or registry.example:5000',
      ],
    ],
  },
];
