/** `fleet edit`: a spec and its dist change together, or not at all. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../run/fleet-folder.ts';
import { specWorld, today } from './spec-world.ts';

const spec = `import { defineTenant } from 'aos-fleet';
import { hosts } from './shared/hosts.ts';

export default defineTenant({
  id: 'globex',
  name: 'Globex', // As on the letterhead.
  class: 'internal',
  dataClassification: 'internal',
  contract: {},
  placement: { cluster: 'eu-1' },
  ring: 'stable',
  domains: hosts,
  plan: 'small',
  odoo: { modules: ['crm'] },
  owners: [{ name: 'Operations', email: 'operations@example.com' }],
});
`;

const files = {
  'tenants/globex.ts': spec,
  'tenants/shared/hosts.ts': "export const hosts = ['globex.example.com'];\n",
};

describe('fleet edit', () => {
  it('changes the spec and dist, and says what is next', async () => {
    const world = await specWorld(() => {}, files);
    const { code, stdout, stderr } = await world.run([
      'edit',
      'globex',
      'plan=medium',
      'odoo.workers=4',
      'name=Globex 2',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/clean in .*\ntenants\/globex\.ts\n$/);
    expect(stderr).toContain('  git add tenants/globex.ts dist\n');
    expect(world.text('tenants/globex.ts')).toBe(
      spec
        .replace("'Globex'", "'Globex 2'")
        .replace("'small'", "'medium'")
        .replace("['crm'] }", "['crm'], workers: 4 }"),
    );
    expect((await check(world.root, { today })).report.verdict).toBe('clean');
  });

  it('shows the difference with --dry-run, and writes nothing', async () => {
    const world = await specWorld(() => {}, files);
    const before = world.files();
    const { code, stdout } = await world.run(['edit', 'globex', 'plan=large', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^--- a\/tenants\/globex\.ts\n\+\+\+ b\/tenants\/globex\.ts\n@@ .*@@\n/);
    expect(stdout).toContain("-  plan: 'small',\n+  plan: 'large',\n");
    expect(world.files()).toEqual(before);
  });

  it('says so when there is nothing to change', async () => {
    const world = await specWorld(() => {}, files);
    expect(await world.run(['edit', 'globex', 'plan=small'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'tenants/globex.ts says that already: nothing was changed.\n',
    });
  });

  it('names everything that is wrong, beside the change that gave it', async () => {
    const world = await specWorld(() => {}, files);
    const before = world.files();
    const changes = [
      'plna=x',
      'plan=huge',
      'odoo.workers=many',
      'domains+=x.example.com',
      'what',
      'placement.cluster=eu-2',
    ];
    const { code, stdout, stderr } = await world.run(['edit', 'globex', ...changes]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const line of [
      'plna=x\n  plna is an unknown field; did you mean pin?\n',
      'plan=huge\n  plan is "huge", must be small, medium or large\n',
      'odoo.workers=many\n  odoo.workers is "many" (string), must be an integer\n',
      'domains+=x.example.com\n  domains comes from hosts (tenants/globex.ts:12:12), must be written as a value to be changed\n',
      'what\n  the change is "what", must be field=value, field+=value, field-=value or field-\n',
      'placement.cluster=eu-2\n  placement.cluster is eu-2, must be a cluster of fleet/clusters.ts; did you mean eu-1?\n',
      '\n6 mistakes, nothing was written.\n',
    ])
      expect(stderr).toContain(line);
    expect(world.files()).toEqual(before);
  });

  it('leaves everything as it was when the fleet does not take it', async () => {
    const world = await specWorld(() => {}, files);
    await world.run(['edit', 'globex', 'plan=medium']);
    const before = world.files();
    const { code, stdout, stderr } = await world.run(['edit', 'globex', 'plan=small']);
    expect(code).toBe(1);
    expect(stdout).toContain('must be at least 50 GiB, which it has');
    expect(stderr).toContain('Nothing was changed: tenants/globex.ts and dist are as before.');
    expect(world.files()).toEqual(before);
  });

  it('repairs a value that is wrong', async () => {
    const world = await specWorld(() => {}, files);
    writeFileSync(join(world.root, 'tenants/globex.ts'), spec.replace("'small'", "'smal'"));
    expect(await world.run(['edit', 'globex', 'plan=medium'])).toMatchObject({ code: 0 });
  });

  it.each<[string, string, string]>([
    ['another id', 'globx', 'There is no tenant "globx"; did you mean globex?'],
    ['a path', '../globex', 'There is no tenant "../globex"; did you mean globex?'],
  ])('refuses %s', async (_, id, message) => {
    const world = await specWorld(() => {}, files);
    expect(await world.run(['edit', id, 'plan=large'])).toEqual({ code: 2, stdout: '', stderr: `fleet: ${message}\n` });
  });

  it('refuses a spec that cannot be read', async () => {
    const world = await specWorld(() => {}, files);
    writeFileSync(join(world.root, 'tenants/globex.ts'), spec.replace("'small'", 'size()'));
    const { code, stderr } = await world.run(['edit', 'globex', 'plan=large']);
    expect(code).toBe(2);
    expect(stderr).toContain('tenants/globex.ts cannot be read: found a function call, must be data');
  });
});
