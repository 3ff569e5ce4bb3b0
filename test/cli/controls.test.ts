import { describe, expect, it } from 'vitest';
import { policies } from '../../src/policies/index.ts';
import { call } from './call.ts';

function run(...arguments_: readonly string[]) {
  return call(['controls', ...arguments_]);
}

async function lineOf(first: string, ...arguments_: readonly string[]): Promise<string | undefined> {
  const { stdout } = await run(...arguments_);
  return stdout.split('\n').find((line) => line.startsWith(first));
}

describe('fleet controls', () => {
  it('lists every requirement, with its policies or the reason why there are none', async () => {
    const { code, stdout, stderr } = await run();
    expect({ code, stderr, lines: stdout.trimEnd().split('\n').length }).toEqual({ code: 0, stderr: '', lines: 131 });
    expect(stdout).toMatch(/^FRAMEWORK {2}ITEM +REQUIREMENT +POLICIES {2}EVIDENCE$/m);
    expect(stdout).toMatch(
      /^CIS +5\.1\.10 +Minimize access to the proxy sub-resource of nodes +1 +rbac-cluster-powers$/m,
    );
    expect(stdout).toMatch(
      /^HIPAA +164\.308\(a\)\(5\) +Security awareness and training +0 +none: Training is of people, not of manifests\.$/m,
    );
    expect(stdout).toMatch(/^HIPAA +164\.312\(a\)\(2\)\(iv\) +Encryption and decryption \(addressable\) +[1-9]/m);
  });

  it.each([
    [
      'text',
      'images-by-digest ',
      /^images-by-digest {2,}3 +HIPAA 164\.312\(c\)\(1\), CIS 5\.5\.1, NSA Building secure/,
    ],
    ['markdown', '| images-by-digest', /^\| images-by-digest \| 3 \| HIPAA 164\.312\\\(c\\\)\\\(1\\\), CIS 5\.5\.1/],
  ])('turns the list round, as %s', async (format, first, expected) => {
    expect(await lineOf(first, '--by', 'policy', '--format', format)).toMatch(expected);
  });

  it('has a line for each policy', async () => {
    const { stdout } = await run('--by', 'policy', '--format', 'json');
    expect(JSON.parse(stdout).map(({ policy }: { policy: string }) => policy)).toEqual(policies.map(({ id }) => id));
  });

  it.each(['5.2.7', 'cis 5.2.7', 'CIS 5.2.7'])('shows one requirement by its name, as %s', async (name) => {
    expect(await run(name)).toEqual({
      code: 0,
      stdout: [
        '5.2.7  (CIS Kubernetes Benchmark v1.12)',
        'Minimize the admission of root containers.',
        '',
        'POLICY                        WHAT MUST HOLD',
        'pod-security-run-as-non-root  Every container is refused a start as root',
        'pod-security-run-as-user      No container asks to run as root',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('says what a requirement leaves to others', async () => {
    const { stdout } = await run('164.308(a)(6)(ii)');
    expect(stdout).toBe(
      [
        '164.308(a)(6)(ii)  (HIPAA Security Rule, required)',
        'Response and reporting.',
        '',
        'POLICY           WHAT MUST HOLD',
        'promql-readable  Every expression of a rule is PromQL',
        '',
        'Left to others: Alerts are judged to be readable; answering them and reporting is for people.',
        '',
      ].join('\n'),
    );
  });

  it('says why a requirement has no policy', async () => {
    const { stdout } = await run('164.310(b)', '--format', 'markdown');
    expect(stdout).toBe(
      [
        '## 164.310(b)',
        '',
        'Workstation use (HIPAA Security Rule, required).',
        '',
        'No policy: How people use their computers is a rule for people.',
        '',
      ].join('\n'),
    );
  });

  it('shows one policy', async () => {
    const { stdout } = await run('rbac-secrets');
    expect(stdout).toMatch(/^rbac-secrets {2}\(object, error\)\nRoles read only Secrets that they name\.\n\nFRAMEWORK/);
    expect(stdout).toMatch(/^CIS Kubernetes Benchmark v1\.12 +5\.1\.2 +Minimize access to secrets$/m);
  });

  it.each([
    [
      '5.1.10',
      {
        framework: 'cis',
        id: '5.1.10',
        title: 'Minimize access to the proxy sub-resource of nodes',
        number: 1,
        policies: ['rbac-cluster-powers'],
      },
    ],
    [
      'syslog',
      {
        framework: 'nsa',
        id: 'Syslog',
        title: 'Nodes send their logs away',
        uncovered: 'Syslog is a service of the node.',
        number: 0,
        policies: [],
      },
    ],
    [
      'rbac-secrets',
      {
        policy: 'rbac-secrets',
        title: 'Roles read only Secrets that they name',
        number: 5,
        hipaa: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
        cis: ['5.1.2'],
        nsa: ['Secrets', 'Role-based access control'],
      },
    ],
  ])('gives %s to a machine', async (name, expected) => {
    expect(JSON.parse((await run(name, '--format', 'json')).stdout)).toEqual(expected);
  });

  it.each([
    [['5.2.13'], 'There is no requirement and no policy "5.2.13"; fleet controls lists all.'],
    [['network policy'], 'There is no requirement and no policy "network policy", did you mean Network policies?'],
    [['image-by-digest'], 'There is no requirement and no policy "image-by-digest", did you mean images-by-digest?'],
    [['quantum'], 'There is no requirement and no policy "quantum"; fleet controls lists all.'],
    [['5.2.5', '--by', 'policy'], '--by is for the whole list, not for "5.2.5".'],
    [['5.2.5', '--format', 'sarif'], 'fleet controls has no format sarif, must be text, json or markdown.'],
  ])('refuses %j', async (arguments_, message) => {
    const { code, stdout, stderr } = await run(...arguments_);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
