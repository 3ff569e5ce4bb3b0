/** The pods that the stack makes give the scripts what they ask for. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFleet } from '../../../src/load/open-fleet.ts';
import { isObject, type JsonObject } from '../../../src/model/manifest.ts';
import { stackManifests } from '../../../src/stack/index.ts';
import { useSuite } from './suite.ts';

const suite = useSuite();

const source = openFleet(join(import.meta.dirname, '../../fleets/commercial'), '2026-11-24');
const app = (file: string): readonly JsonObject[] => stackManifests(source.load(file).tenant!, source.fleet!).app;

function find(objects: readonly JsonObject[], kind: string, name: RegExp): JsonObject {
  return objects.find(
    (object) =>
      object['kind'] === kind && isObject(object['metadata']) && name.test(String(object['metadata']['name'])),
  )!;
}

/** Environment of the containers that run a script, by the script's name. */
function environments(pod: JsonObject): Record<string, Record<string, string>> {
  const spec = pod['spec'] as unknown as Record<
    'initContainers' | 'containers',
    { command: string[]; env: { name: string; value: string }[] }[]
  >;
  const entries = [...spec.initContainers, ...spec.containers].map(({ command, env }) => [
    command.at(-1)!.replace('/opt/fleet/', ''),
    Object.fromEntries(env.map(({ name, value }) => [name, value])),
  ]);
  return Object.fromEntries(entries);
}

const podOf = (object: JsonObject): JsonObject => (object['spec'] as JsonObject)['template'] as JsonObject;

/** What the other tests give and here must come from the stack. */
const unset = {
  FLEET_IMAGE: undefined,
  FLEET_RELEASE: undefined,
  FLEET_MODULES: undefined,
  FLEET_LANGUAGE: undefined,
  FLEET_BASE_URL: undefined,
};

describe('the stack of a tenant', () => {
  it.each(['tenants/harbor-home-care.ts', 'tenants/fjord-pflege.ts'])(
    'runs the scripts of %s to the end',
    async (file) => {
      const objects = app(file);
      const migration = environments(podOf(find(objects, 'Job', /^odoo-migrate-/)))['migrate.py']!;
      const waiting = environments(podOf(find(objects, 'Deployment', /^odoo-web$/)))['wait_migrated.py']!;
      const config = find(objects, 'ConfigMap', /^odoo-config$/)['data'] as Record<string, string>;

      const name = file.replace(/^tenants\/|\.ts$/g, '');
      const container = suite.container({ name, password: 'from-the-secret' });
      // Only what differs between a tenant's cluster and this machine is changed: where the database is and what it is called.
      const here = { db_host: 'localhost', db_port: `${suite.port()}`, db_user: name, db_name: name };
      const template = Object.entries(here).reduce(
        (text, [key, value]) => text.replace(new RegExp(`^${key} = .*$`, 'm'), `${key} = ${value}`),
        config['odoo.conf']!,
      );
      container.write('template.conf', template);
      const wanted = (environment: Record<string, string>): Record<string, string> =>
        Object.fromEntries(Object.entries(environment).filter(([key]) => key.startsWith('FLEET_')));
      const modules = { FAKE_ODOO_MODULES: migration['FLEET_MODULES'] };

      expect(await container.run('render_config.py')).toMatchObject({ code: 0, stderr: '' });
      expect(await container.run('migrate.py', { ...unset, ...wanted(migration), ...modules })).toMatchObject({
        code: 0,
        stderr: '',
      });
      expect(await container.run('wait_migrated.py', { ...unset, ...wanted(waiting) })).toMatchObject({
        code: 0,
        stderr: '',
      });
    },
  );
});
