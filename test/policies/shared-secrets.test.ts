import { sharedSecrets } from '../../src/policies/shared-secrets.ts';
import { clusterRecipient, recoveryRecipient } from '../secrets/fake-files.ts';
import { describeFleetPolicy, object } from './policy-cases.ts';

const key = (letter: string) => `age1${letter.repeat(58)}`;
const secret = (name: string, tag: string, ...recipients: string[]) =>
  object('Secret of v1', name, {
    sops: { age: recipients.map((recipient) => ({ recipient, enc: 'x' })) },
    stringData: { password: `ENC[AES256_GCM,data:YQ==,iv:aXY=,tag:${tag}==,type:str]` },
  });
const external = (remote: string) =>
  object('ExternalSecret of external-secrets.io/v1', 'a', {
    spec: {
      data: [{ remoteRef: { key: remote, property: 'a' } }, { remoteRef: { key: remote, property: 'b' } }, 'broken'],
      dataFrom: [{ extract: { key: `${remote}/all` } }, { find: {} }],
    },
  });
const taken = (what: string) => `${what} is already that of tenant "acme", must belong to one tenant`;

describeFleetPolicy(sharedSecrets, [
  {
    name: 'keys and secrets of each tenant, the keys of the fleet and the cluster, and secrets that cannot be read',
    tenants: {
      'eu-1/acme': [
        secret('a', 'YQ', key('q'), recoveryRecipient),
        secret('b', 'Yg', key('q'), recoveryRecipient),
        secret('key', 'Yw', clusterRecipient, recoveryRecipient),
        external('aos/acme/a'),
      ],
      'eu-1/globex': [
        secret('a', 'ZA', key('p'), recoveryRecipient),
        secret('key', 'ZQ', clusterRecipient, recoveryRecipient),
        external('aos/globex/a'),
        object('Secret of v1', 'broken', { sops: { age: 'x' }, stringData: 'x', data: { a: 'plain' } }),
        object('ExternalSecret of external-secrets.io/v1', 'broken', { spec: 'x' }),
      ],
    },
    expected: [],
  },
  {
    name: 'one key in two tenants, once',
    tenants: {
      'eu-1/acme': [secret('a', 'YQ', key('q'), recoveryRecipient)],
      'us-1/globex': [secret('a', 'Yg', key('q')), secret('b', 'Yw', key('q'))],
    },
    expected: [
      ['globex', 'Secret a', '/sops/age/0/recipient', taken('key age1qqqqqqqq...qqqq, which opens the Secret,')],
    ],
  },
  {
    name: 'a file that was copied, for other keys',
    tenants: { 'eu-1/acme': [secret('a', 'YQ', key('q'))], 'us-1/globex': [secret('b', 'YQ', key('p'))] },
    expected: [['globex', 'Secret b', '/stringData/password', taken('encrypted value')]],
  },
  {
    name: 'one secret of the store outside, of a copy too',
    tenants: { 'eu-1/acme': [external('aos/acme/a')], 'us-1/copy': [external('aos/acme/a')] },
    copies: { copy: 'acme' },
    expected: [
      ['copy', 'ExternalSecret a', '/spec/data/0/remoteRef/key', taken('remote secret "aos/acme/a"')],
      ['copy', 'ExternalSecret a', '/spec/dataFrom/0/extract/key', taken('remote secret "aos/acme/a/all"')],
    ],
  },
]);
