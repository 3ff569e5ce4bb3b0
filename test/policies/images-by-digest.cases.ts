/** The cases of `images-by-digest`: what the policy, and its twin at admission, must say. */
import type { Json } from '../../src/model/manifest.ts';
import { deployment, object, type PolicyCase } from './policy-cases.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const web = (image: Json) => deployment('web', { containers: [{ name: 'odoo', image }] });
const wanted = 'must end with @sha256: and 64 hex digits';
const cluster = (spec: Record<string, Json>) => object('Cluster of postgresql.cnpg.io/v1', 'database', { spec });

export const cases: readonly PolicyCase[] = [
  { name: 'a digest', objects: [web(`docker.io/library/odoo@${digest}`)], expected: [] },
  { name: 'a tag and a digest', objects: [web(`registry.example:5000/odoo:19.0@${digest}`)], expected: [] },
  { name: 'no pods', objects: [object('ConfigMap of v1', 'odoo', { data: { image: 'odoo:19.0' } })], expected: [] },
  {
    name: 'a database cluster and a mounted image by digest',
    objects: [
      cluster({ imageName: `ghcr.io/cloudnative-pg/postgresql:18@${digest}` }),
      deployment('web', {
        containers: [{ name: 'odoo', image: `odoo@${digest}` }],
        volumes: [{ name: 'addons', image: { reference: `addons@${digest}` } }],
      }),
    ],
    expected: [],
  },
  ...[
    'odoo',
    'docker.io/library/odoo:latest',
    `odoo@sha256:${'0'.repeat(63)}`,
    `odoo@sha256:${'A'.repeat(64)}`,
    `odoo@sha512:${'0'.repeat(64)}`,
    `odoo@${digest} `,
    '',
  ].map((image) => ({
    name: `the image ${JSON.stringify(image)}`,
    objects: [web(image)],
    expected: [
      ['/spec/template/spec/containers/0/image', `container "odoo" has image ${JSON.stringify(image)}, ${wanted}`],
    ] as const,
  })),
  ...[
    '',
    'a b',
    'nginx:',
    'https://nginx',
    'Nginx',
    'docker.io/library/Nginx',
    'x@sha256:bb',
    `x@${digest}`,
    'registry.example:/odoo',
    'registry.example//odoo',
    'registry.example/odoo:19.0:1',
    'odoo:-19',
    ` odoo`,
    'odoo\n',
  ].map((name) => ({
    name: `the impossible name ${JSON.stringify(name)}`,
    objects: [web(`${name}@${digest}`)],
    expected: [
      [
        '/spec/template/spec/containers/0/image',
        `container "odoo" has image ${JSON.stringify(`${name}@${digest}`)}, must have a name as registry/name:tag before the @`,
      ],
    ] as const,
  })),
  {
    name: 'every kind of container',
    objects: [
      deployment('web', {
        initContainers: [{ name: 'wait', image: 'busybox:1' }],
        containers: [{ image: 'odoo:19.0' }],
        ephemeralContainers: [{ name: 'debug', image: 'busybox:2' }],
      }),
    ],
    expected: [
      ['/spec/template/spec/initContainers/0/image', `init container "wait" has image "busybox:1", ${wanted}`],
      ['/spec/template/spec/containers/0/image', `container 0 has image "odoo:19.0", ${wanted}`],
      [
        '/spec/template/spec/ephemeralContainers/0/image',
        `ephemeral container "debug" has image "busybox:2", ${wanted}`,
      ],
    ],
  },
  {
    name: 'an image that is missing or no text',
    objects: [deployment('web', { containers: [{ name: 'odoo' }, { name: 'proxy', image: 1 }] })],
    expected: [
      ['/spec/template/spec/containers/0', `container "odoo" has image unset, ${wanted}`],
      ['/spec/template/spec/containers/1/image', `container "proxy" has image not a string, ${wanted}`],
    ],
  },
  {
    name: 'an image mounted as a volume',
    objects: [
      deployment('web', {
        containers: [{ name: 'odoo', image: `odoo@${digest}` }],
        volumes: [
          { name: 'config', configMap: { name: 'odoo' } },
          { name: 'addons', image: { reference: 'addons:1' } },
          { image: {} },
        ],
      }),
    ],
    expected: [
      ['/spec/template/spec/volumes/1/image/reference', `volume "addons" has image "addons:1", ${wanted}`],
      ['/spec/template/spec/volumes/2/image', `volume 2 has image unset, ${wanted}`],
    ],
  },
  {
    name: 'the image of a database cluster, by tag, by default, or from a catalogue elsewhere',
    objects: [
      cluster({ imageName: 'ghcr.io/cloudnative-pg/postgresql:18' }),
      cluster({ instances: 1 }),
      cluster({
        imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ClusterImageCatalog', name: 'x', major: 18 },
      }),
    ],
    expected: [
      ['/spec/imageName', `the database cluster has image "ghcr.io/cloudnative-pg/postgresql:18", ${wanted}`],
      ['/spec', `the database cluster has image unset, ${wanted}`],
      ['/spec', `the database cluster has image unset, ${wanted}`],
    ],
  },
  {
    name: 'the images of database extensions',
    objects: [
      cluster({
        imageName: `ghcr.io/cloudnative-pg/postgresql:18@${digest}`,
        postgresql: {
          extensions: [
            { name: 'vector', image: { reference: `ghcr.io/cloudnative-pg/pgvector:0.8@${digest}` } },
            { name: 'postgis', image: { reference: 'ghcr.io/cloudnative-pg/postgis:3' } },
          ],
        },
      }),
    ],
    expected: [
      [
        '/spec/postgresql/extensions/1/image/reference',
        `extension "postgis" of the database cluster has image "ghcr.io/cloudnative-pg/postgis:3", ${wanted}`,
      ],
    ],
  },
];
