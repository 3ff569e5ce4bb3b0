import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { JsonObject } from '../../src/model/manifest.ts';
import { pod, policy } from '../isolation/cluster.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';
import { call, type Called } from './call.ts';

const open = { matchLabels: { pod: 'web' } };
const shop = [
  pod('shop/web'),
  pod('shop/db'),
  policy('shop/deny', { policyTypes: ['Ingress', 'Egress'] }),
  policy('shop/web', { podSelector: open, egress: [{ to: [{ podSelector: {} }], ports: [{ port: 5432 }] }] }),
  policy('shop/db', { podSelector: { matchLabels: { pod: 'db' } }, ingress: [{ from: [{ podSelector: open }] }] }),
];
const cilium: JsonObject = {
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'names', namespace: 'shop' },
  spec: {},
};

/** A folder `deploy` with these manifests. */
function folderOf(manifests: readonly JsonObject[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'deploy'));
  writeFileSync(join(folder, 'deploy/all.yaml'), manifests.map((one) => `---\n${stringify(one)}`).join(''));
  return folder;
}

function run(manifests: readonly JsonObject[], ...arguments_: readonly string[]): Promise<Called> {
  return call(['reach', 'deploy', ...arguments_], { folder: folderOf(manifests) });
}

describe('fleet reach', () => {
  it.each([
    ['text', 'shop/web[Pod] => shop/db[Pod] : TCP 5432\n'],
    ['csv', 'src,dst,conn\r\nshop/web[Pod],shop/db[Pod],TCP 5432\r\n'],
    ['json', '[\n  {"src":"shop/web[Pod]","dst":"shop/db[Pod]","conn":"TCP 5432"}\n]\n'],
  ])('prints who reaches whom as %s', async (format, stdout) => {
    expect(await run(shop, '--format', format)).toEqual({ code: 0, stdout, stderr: '' });
  });

  it('prints a graph', async () => {
    const { code, stdout } = await run(shop, '--format', 'dot');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^digraph \{\n[^]*"shop\/web\[Pod\]" -> "shop\/db\[Pod\]" \[label="TCP 5432"\]\n\}\n$/);
  });

  it('says why, of the pairs that are asked for', async () => {
    const { code, stdout } = await run(shop, '--explain', '--from', 'pod=db', '--to', 'shop/');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        'shop/db[Pod] => shop/web[Pod] : No Connections',
        '  egress closed by shop/deny: none of them opens it',
        '  ingress closed by shop/deny, shop/web: none of them opens it',
        '',
      ].join('\n'),
    });
  });

  it('reads policies as the mode says', async () => {
    const manifests = [
      pod('x/a'),
      pod('z/b'),
      policy('x/in', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
    ];
    const to = ['--to', 'x/a', '--from', 'z/'];
    const sound = ['--mode', 'sound', ...to];
    const outputs = [
      await run(manifests, ...to),
      await run(manifests, ...sound),
      await run(manifests, ...sound, '--pod-cidr', '10.244.0.0/16'),
      await run(manifests, ...sound, '--pod-cidr', '172.16.0.0/12', '--pod-cidr', 'fd00::/8'),
    ];
    expect(outputs.map(({ stdout }) => stdout)).toEqual([
      '',
      'z/b[Pod] => x/a[Pod] : All Connections\n',
      'z/b[Pod] => x/a[Pod] : All Connections\n',
      '',
    ]);
  });

  it.each([[[]], [['--quiet']]])('prints what is known and says what is not, with exit code 1 %j', async (more) => {
    expect(await run([...shop, cilium], ...more)).toEqual({
      code: 1,
      stdout: 'shop/web[Pod] => shop/db[Pod] : TCP 5432\n',
      stderr:
        'deploy/all.yaml:108:1  error  reach-inconclusive  CiliumNetworkPolicy shop/names: endpointSelector is unset, ' +
        'must be a selector\n',
    });
  });

  it('reads only the files that are asked for', async () => {
    const folder = folderOf(shop);
    writeFileSync(join(folder, 'deploy/record.json'), '{"version": 1}');
    const called = await call(['reach', 'deploy', '--only', '**/*.yaml'], { folder });
    expect(called).toEqual({
      code: 0,
      stdout: 'shop/web[Pod] => shop/db[Pod] : TCP 5432\n',
      stderr: 'note: 1 manifest file not selected and not examined.\n',
    });
  });

  it('says what cannot be read', async () => {
    const folder = folderOf(shop);
    writeFileSync(join(folder, 'deploy/broken.yaml'), 'kind: [');
    const { code, stdout, stderr } = await call(['reach', 'deploy'], { folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'shop/web[Pod] => shop/db[Pod] : TCP 5432\n' });
    expect(stderr).toMatch(/^deploy\/broken\.yaml:1:\d+ {2}error {2}manifest-unreadable {2}\S/);
  });

  it.each([
    ['a folder that does not exist', ['nowhere'], 'The folder is "nowhere", must be an existing folder or file.'],
    ['an empty glob', ['deploy', '--only', ''], '--only is empty, must be a glob.'],
    ['a folder without a name', [''], 'The folder is "", must be an existing folder or file.'],
    ['no object', ['empty'], 'There is no object in empty.'],
    [
      'a format of reports',
      ['deploy', '--format', 'junit'],
      'fleet reach has no format junit, must be one of csv, dot, json, text.',
    ],
    [
      'a selector that is none',
      ['deploy', '--from', 'web'],
      '--from is "web", must be such as shop/web[Deployment], shop/web, shop/, app=web or 10.0.0.0/8.',
    ],
    [
      'a selector of nobody',
      ['deploy', '--to', 'shop/we'],
      '--to is "shop/we", must name a workload of the folder, or an address.',
    ],
    [
      'a network without the mode',
      ['deploy', '--pod-cidr', '10.0.0.0/8'],
      '--pod-cidr needs --mode sound: otherwise blocks of addresses match no pods.',
    ],
    [
      'a network that is none',
      ['deploy', '--mode', 'sound', '--pod-cidr', '10'],
      '--pod-cidr is "10", must be a CIDR such as 10.244.0.0/16.',
    ],
  ])('refuses %s', async (_, arguments_, message) => {
    const folder = folderOf(shop);
    mkdirSync(join(folder, 'empty'));
    const called = await call(['reach', ...arguments_], { folder });
    expect(called).toEqual({ code: 2, stdout: '', stderr: `fleet: ${message}\n` });
  });

  it('keeps its formats to itself', async () => {
    expect(await call(['list', '--format', 'dot'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "fleet: option '--format <format>' argument 'dot' is invalid. Allowed choices are github, json, junit, markdown, sarif, text.\n" +
        '(fleet --help shows what there is)\n',
    });
  });
});
