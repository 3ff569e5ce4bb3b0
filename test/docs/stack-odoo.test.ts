/** The page about Odoo says what the stack makes: objects, sizes by their formulas, probes, keys and states. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { scripts } from '../../src/stack/odoo/scripts.ts';
import { sizeOf } from '../../src/stack/sizing.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { at, nameOf, plainCluster, podsOf, rendered, type RenderedStack, statefulSet } from '../stack/rendered.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/stack/odoo.md'), 'utf8');

/** The tables under a heading: cells of each row below the head. */
function tables(heading: string): readonly (readonly (readonly string[])[])[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const found = section.match(/(?:^\|.*\n)+/gm) ?? [];
  return found.map((table) =>
    table
      .trim()
      .split('\n')
      .slice(2)
      .map((row) =>
        row
          .slice(1, -1)
          .split(' | ')
          .map((cell) => cell.trim()),
      ),
  );
}

const code = (cell: string | undefined) => /^`(.+)`$/.exec(cell ?? '')?.[1] ?? cell ?? '';

function odooObjects(stack: RenderedStack): readonly string[] {
  return stack.parts.app
    .map(nameOf)
    .filter((name) => / odoo-(?!filestore)/.test(name))
    .map((name) => name.replace(/-[0-9a-f]{10}$/, '-<digest>'))
    .toSorted();
}

describe('docs/stack/odoo.md', () => {
  it.each<[string, (spec: TenantSpec) => void, readonly string[]]>([
    ['a single pod', () => {}, ['always', 'it runs']],
    ['several pods', (spec) => void (spec.odoo.replicas = 2), ['always', 'it runs', 'it runs, several web pods']],
    ['none', (spec) => Object.assign(spec, { lifecycle: 'suspended', plan: 'large' }), ['always']],
  ])('lists the objects, with %s', (_, tweak, conditions) => {
    const rows = tables('Objects')[0]!.filter(([, when]) => conditions.includes(when!));
    expect(rows.map(([object]) => code(object)).toSorted()).toEqual(odooObjects(rendered(tweak)));
  });

  it('lists the init containers of each pod', () => {
    const pods = podsOf(rendered());
    const found = Object.fromEntries(
      Object.entries(pods).flatMap(([name, pod]) => {
        const component = /(web|cron|migrate)/.exec(name)?.[1]?.replace('migrate', 'migration');
        if (!/odoo-(web|cron|migrate)/.test(name) || component === undefined) return [];
        return [[component, (at(pod, 'spec.initContainers') as readonly JsonObject[]).map((each) => each['name'])]];
      }),
    );
    const rows = tables('Pods')[0]!;
    for (const [component, containers] of Object.entries(found)) {
      const listed = rows.filter(([, pod]) => pod!.split(', ').includes(component));
      expect(
        listed.map(([name]) => code(name)),
        component,
      ).toEqual(containers);
    }
    expect(Object.keys(found).toSorted()).toEqual(['cron', 'migration', 'web']);
  });

  it.each(['small', 'medium', 'large'] as const)('has the sizes of plan %s', (plan) => {
    const { web, cron, database } = sizeOf(rendered((spec) => void (spec.plan = plan)).tenant);
    const row = tables('Sizes')[0]!.find(([name]) => code(name) === plan)!;
    expect(row.slice(1).map(Number)).toEqual([
      web.replicas,
      web.workers,
      cron.threads,
      web.resources.memoryRequest,
      web.resources.memoryLimit,
      database.maxConnections,
    ]);
  });

  const shapes: readonly (readonly [string, (spec: TenantSpec) => void, (documents: FleetDocuments) => void])[] = [
    ['as planned', () => {}, () => {}],
    [
      'with overrides',
      (spec) => {
        spec.odoo = { ...spec.odoo, replicas: 4, workers: 7, cronThreads: 3, config: { limit_time_real: 745 } };
      },
      () => {},
    ],
    ['with files for one node', statefulSet, plainCluster],
  ];
  it.each(shapes)('has formulas that give what the stack has, %s', (_, tweak, tweakFleet) => {
    const stack = rendered(tweak, tweakFleet);
    const { web, cron, database } = sizeOf(stack.tenant);
    const formulas = Object.fromEntries(tables('Sizes')[1]!.map(([name, formula]) => [code(name), code(formula)]));
    const values = {
      ceil: Math.ceil,
      workers: web.workers,
      webPods: web.replicas,
      webPodsAtOnce: web.replicas + web.surge,
      cronThreads: cron.threads,
      sharedFiles: stack.tenant.cluster.storage.filestore.accessMode === 'ReadWriteMany',
      limit_time_real: stack.tenant.spec.odoo.config.limit_time_real,
    };
    const pod = podsOf(stack)['Deployment odoo-web']!;
    const results = Object.entries(formulas).map(([name, formula]) => [
      name,
      runInNewContext(formula, values) as number,
    ]);
    expect(Object.fromEntries(results)).toEqual({
      'memory requested, MiB': web.resources.memoryRequest,
      'memory limit, MiB': web.resources.memoryLimit,
      'CPU requested, millicores': web.resources.cpuRequest,
      'CPU limit, millicores': web.resources.cpuLimit,
      'web pods at once': web.replicas + web.surge,
      max_connections: database.maxConnections,
      'seconds for a web pod to end': at(pod, 'spec.terminationGracePeriodSeconds'),
      'failures until a web pod counts as dead': at(pod, 'spec.containers.0.livenessProbe.failureThreshold'),
    });
    const memory = runInNewContext(formulas['memory limit, MiB']!, { ...values, workers: cron.threads }) as number;
    expect(cron.resources.memoryLimit).toBe(memory);
  });

  it('lists the probes', () => {
    const pods = podsOf(rendered());
    const found = (['web', 'cron'] as const).flatMap((component) =>
      (['startup', 'readiness', 'liveness'] as const).flatMap((kind) => {
        const probe = at(pods[`Deployment odoo-${component}`]!, `spec.containers.0.${kind}Probe`);
        if (probe === undefined) return [];
        const asks =
          at(probe, 'httpGet.path') ??
          String((at(probe, 'exec.command') as string[]).at(-1))
            .split('/')
            .at(-1);
        const numbers = ['periodSeconds', 'timeoutSeconds', 'failureThreshold'].map((key) => String(at(probe, key)));
        return [[component, kind, asks, ...numbers]];
      }),
    );
    expect(tables('Probes')[0]!.map((row) => row.map(code))).toEqual(found);
  });

  it('lists the keys of the configuration, those of the spec and ours', () => {
    const keys = (['18.0', '19.0'] as const).flatMap((series) => {
      const stack = rendered(
        () => {},
        ({ releases }) => void (releases['19.0-1']!.odoo.series = series),
      );
      const text = String((at(stack.find('ConfigMap odoo-config'), 'data') as JsonObject)['odoo.conf']);
      return [...text.matchAll(/^(\w+) = /gm)].map(([, key]) => key!);
    });
    const listed = tables('Configuration').flatMap((rows) => rows.map(([key]) => code(key)));
    expect(listed).toHaveLength(new Set(listed).size);
    expect(listed.toSorted()).toEqual([...new Set(keys)].toSorted());
  });

  it('names parameters that the programs use', () => {
    const programs = Object.values(scripts).join('\n');
    for (const [parameter] of tables('Provisioning and migration')[0]!) {
      expect(programs).toContain(`"${code(parameter)}"`);
    }
  });
});
