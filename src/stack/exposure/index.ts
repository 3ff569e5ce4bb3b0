/** How the tenant is reached from outside: certificates, listeners and routes, or Ingresses; stopped, a page that says so. */
import type { Chart } from 'cdk8s';
import type { Stack } from '../part.ts';
import { addCertificates } from './certificates.ts';
import { entryOf } from './entry.ts';
import { addEnvoyPolicies } from './envoy.ts';
import { addListeners } from './gateway.ts';
import { addRoutes } from './routes.ts';
import { addSuspendedPage } from './suspended-page.ts';
import { addTraefik } from './traefik.ts';

export function addExposure(layer: Chart, stack: Stack): void {
  const { kind, isEnvoy } = entryOf(stack);
  if (!stack.running) addSuspendedPage(layer, stack);
  addCertificates(layer, stack);
  if (kind === 'ingress') {
    addTraefik(layer, stack);
    return;
  }
  addListeners(layer, stack);
  addRoutes(layer, stack);
  if (isEnvoy) addEnvoyPolicies(layer, stack);
}
