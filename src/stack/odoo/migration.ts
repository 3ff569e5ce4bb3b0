/** The migration Job: creates the database's content, installs modules, and steps it to a new image, once for each change. */
import { createHash } from 'node:crypto';
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { baseUrlOf, script, templateOf, wantedState } from './pod.ts';

/**
 * A Job's template cannot change, so its name carries the digest of its spec. It has no `ttlSecondsAfterFinished`: Flux
 * would see it missing and run it again. Running it twice does no harm, the program sees that nothing is left to do.
 */
export function addMigration(layer: Chart, stack: Stack): void {
  const spec = specOf(stack);
  const digest = createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 10);
  add(layer, stack, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name: `${names.migration}-${digest}`,
    component: 'migration',
    body: { spec },
  });
}

function specOf(stack: Stack): JsonObject {
  const { tenant, size } = stack;
  return {
    // The database may still be starting, and an update that was cut off is taken up again.
    backoffLimit: 4,
    template: templateOf(stack, {
      component: 'migration',
      container: {
        command: script('migrate.py'),
        resources: size.migration.resources,
        env: [
          ...wantedState(stack),
          { name: 'FLEET_RELEASE', value: tenant.release.id },
          { name: 'FLEET_LANGUAGE', value: tenant.spec.odoo.language },
          ...(tenant.spec.odoo.country === undefined
            ? []
            : [{ name: 'FLEET_COUNTRY', value: tenant.spec.odoo.country }]),
          { name: 'FLEET_BASE_URL', value: baseUrlOf(stack) },
        ],
        mounts: [{ name: 'admin', mountPath: '/run/secrets/odoo-admin', readOnly: true }],
      },
      // Needed once: the program says so when it is missing, and afterwards it may be removed.
      volumes: [
        {
          name: 'admin',
          secret: { secretName: names.adminSecret, items: [{ key: 'password', path: 'password' }], optional: true },
        },
      ],
      spec: { restartPolicy: 'Never', terminationGracePeriodSeconds: 120 },
    }),
  };
}
