/** How Envoy Gateway reads what clients send to a Gateway. */
import type { JsonObject } from '../../model/manifest.ts';

export const gatewayApi = 'gateway.networking.k8s.io';

/**
 * Paths are compared only after `//`, `/./` and `%2F` are undone, as Odoo undoes them, so that no spelling of a refused
 * path passes. These are the defaults of Envoy Gateway 1.9, said so that they stay.
 */
export function clientTraffic(gateway: string, trustedHops: number): JsonObject {
  return {
    targetRefs: [{ group: gatewayApi, kind: 'Gateway', name: gateway }],
    path: { escapedSlashesAction: 'UnescapeAndRedirect', disableMergeSlashes: false },
    tls: { minVersion: '1.2' },
    ...(trustedHops > 0 && { clientIPDetection: { xForwardedFor: { numTrustedHops: trustedHops } } }),
  };
}
