import { describe, expect, it } from 'vitest';
import { fleetDocuments, specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { placed, synth, temporaryFolder } from './fleet-folder.ts';

const tenant = (id: string, domain: string): string =>
  specText('defineTenant', { ...tenantSpec(), id, domains: [domain] });

describe('policies between tenants', () => {
  it('report a host name of two tenants once, where the second one writes it', async () => {
    const root = temporaryFolder();
    writeFleet(root, {
      'tenants/beta.ts': tenant('beta', 'beta.example.com'),
      'tenants/copy.ts': tenant('copy', 'acme.example.com'),
    });
    const { report } = await synth(root);
    expect(placed(report.findings)).toEqual(['tenants/copy.ts:13 tenant-domain-duplicate copy']);
  });

  it('report a cluster that is too small once, in dist and in the spec', async () => {
    const root = temporaryFolder();
    const [cluster] = fleetDocuments().clusters;
    writeFleet(root, {
      'fleet/clusters.ts': specText('defineClusters', [{ ...cluster!, capacity: { cpu: 4, memoryGiB: 256 } }]),
      'tenants/beta.ts': tenant('beta', 'beta.example.com'),
    });
    const { report } = await synth(root);
    expect(report.findings).toMatchObject([
      {
        policy: 'cluster-capacity',
        place: {
          file: expect.stringMatching(/^dist\/tenants\/eu-1\/(acme|beta)\/boundary\/manifests\.yaml$/) as string,
        },
        source: { file: expect.stringMatching(/^tenants\/(acme|beta)\.ts$/) as string },
        message: expect.stringContaining('eu-1') as string,
      },
    ]);
    expect(report.findings[0]!.place.line).toBeGreaterThan(1);
  });
});
