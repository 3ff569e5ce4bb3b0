import { noPlainSecrets } from '../../src/policies/no-plain-secrets.ts';
import { renderedStack } from './rendered-stack.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const encrypted = 'ENC[AES256_GCM,data:cGFzc3dvcmQ=,iv:AAAA,tag:AAAA,type:str]';
const secret = (rest: Parameters<typeof object>[2]) => object('Secret of v1', 'a', rest);
const pod = (container: object) => deployment('web', { containers: [{ name: 'odoo', ...container }] });
const at = '/spec/template/spec/containers/0';

describePolicy(noPlainSecrets, [
  { name: 'a whole stack', objects: renderedStack().objects.map(({ manifest }) => manifest), expected: [] },
  {
    name: 'an encrypted Secret',
    objects: [secret({ stringData: { password: encrypted }, sops: { mac: encrypted } })],
    expected: [],
  },
  { name: 'a Secret without values', objects: [secret({ type: 'kubernetes.io/service-account-token' })], expected: [] },
  {
    name: 'a Secret in plain, and in base64, which is no encryption',
    objects: [secret({ stringData: { 'a/b': 'x', ok: encrypted }, data: { password: 'aHVudGVyMg==' } })],
    expected: [
      ['/data/password', 'data.password is not encrypted, must be encrypted by SOPS'],
      ['/stringData/a~1b', 'stringData.a/b is not encrypted, must be encrypted by SOPS'],
    ],
  },
  {
    name: 'a Secret that kubectl applied, with its values in an annotation',
    objects: [
      secret({
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': '{"stringData":{"password":"hunter2"}}',
          },
        },
      }),
    ],
    expected: [
      [
        '/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration',
        'value holds a value for password, must be kept in a Secret',
      ],
    ],
  },
  {
    name: 'references to Secrets, files and switches',
    objects: [
      pod({
        env: [
          { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'database-app', key: 'password' } } },
          { name: 'POSTGRES_PASSWORD_FILE', value: '/run/secrets/password' },
          { name: 'USE_TOKEN', value: 'true' },
          { name: 'DB_PASS', value: '$(OTHER)' },
        ],
        args: ['--password-file=/run/secrets/password', '-c', 'password_encryption=scram-sha-256'],
      }),
    ],
    expected: [],
  },
  {
    name: 'values in the environment and in arguments',
    objects: [
      pod({
        env: [
          { name: 'DB_PASSWORD', value: 'hunter2' },
          { name: 'DATABASE_URL', value: 'postgresql://odoo:hunter2@database/odoo' },
        ],
        args: ['--smtp-password=hunter2'],
        command: ['sh', '-c', 'export API_KEY=hunter2; run'],
      }),
    ],
    expected: [
      [`${at}/env/0/value`, 'DB_PASSWORD has a readable value, must be kept in a Secret'],
      [`${at}/env/1/value`, 'value holds a password in a URL, must be kept in a Secret'],
      [`${at}/args/0`, 'value holds a value for smtp-password, must be kept in a Secret'],
      [`${at}/command/2`, 'value holds a value for API_KEY, must be kept in a Secret'],
    ],
  },
  {
    name: 'values in a ConfigMap and in annotations',
    objects: [
      object('ConfigMap of v1', 'a', {
        metadata: { annotations: { 'example.com/token': 'hunter2' } },
        data: {
          password: 'hunter2',
          'odoo.conf': '[options]\nadmin_passwd = hunter2\n',
          'run.py': "password = read(path)\nAPI_KEY = 'hunter2'\n",
          'key.pem': '-----BEGIN PRIVATE KEY-----\n',
        },
      }),
    ],
    expected: [
      ['/metadata/annotations/example.com~1token', 'example.com/token has a readable value, must be kept in a Secret'],
      ['/data/password', 'password has a readable value, must be kept in a Secret'],
      ['/data/odoo.conf', 'value holds a value for admin_passwd, must be kept in a Secret'],
      ['/data/run.py', 'value holds a value for API_KEY, must be kept in a Secret'],
      ['/data/key.pem', 'value holds a private key, must be kept in a Secret'],
    ],
  },
  {
    name: 'a random value anywhere',
    objects: [
      object('Widget of example.com/v1', 'a', {
        spec: { list: [{ text: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12' }] },
      }),
    ],
    expected: [['/spec/list/0/text', 'value holds a random value, must be kept in a Secret']],
  },
  {
    name: 'a long text is judged by where it stands',
    objects: ['notes', 'notes.py'].map((key) =>
      object('ConfigMap of v1', key, { data: { [key]: `${'# a comment\n'.repeat(100)}password = hunter2\n` } }),
    ),
    expected: [['/data/notes', 'value holds a value for password, must be kept in a Secret']],
  },
]);
