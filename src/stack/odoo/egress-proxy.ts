/** Tells Odoo of the platform's forward proxy, where host names are reached through it. */
import type { JsonObject } from '../../model/manifest.ts';
import { databaseNamesOf, names } from '../names.ts';
import type { Stack } from '../part.ts';

/**
 * Only for https: the program that renders reports would send its requests to the web service through a proxy for plain
 * HTTP, whatever the exceptions say.
 */
export function proxyEnvironment({ tenant }: Stack): readonly JsonObject[] {
  const { spec, cluster } = tenant;
  const { mechanism, proxy } = cluster.egress;
  if (mechanism !== 'egress-gateway' || proxy === undefined) return [];
  if (!spec.integrations.some(({ host }) => host !== undefined)) return [];
  return [
    { name: 'HTTPS_PROXY', value: `http://${proxy.host}:${proxy.port}` },
    {
      name: 'NO_PROXY',
      value: ['localhost', '127.0.0.1', names.web, databaseNamesOf(tenant).service, '.svc'].join(','),
    },
  ];
}
