/** When the oldest Secret of each tenant is a year old. */
import { dayAfter } from '../../model/day.ts';
import { oldestSecretDays } from '../../secrets/oldest-secret.ts';
import { sopsMetadata } from '../../secrets/sops-metadata.ts';
import type { DueSource } from './source.ts';

/** A file without a day, which SOPS would not read either, is a finding of other checks. */
export const secretAge: DueSource = function* ({ tenants }) {
  for (const { spec, secrets } of tenants) {
    const [oldest] = secrets
      .flatMap((file) => {
        const metadata = sopsMetadata(file.manifest);
        const day = typeof metadata === 'string' ? '' : metadata.lastModified.slice(0, 10);
        return Number.isNaN(Date.parse(day)) ? [] : [{ file, day }];
      })
      .toSorted((a, b) => Date.parse(a.day) - Date.parse(b.day));
    if (oldest === undefined) continue;
    yield {
      kind: 'secret-age',
      on: dayAfter(oldest.day, oldestSecretDays),
      what: `The oldest Secret is ${oldestSecretDays} days old.`,
      fix: 'Replace it: fleet secrets rotate <tenant>, as docs/runbooks/rotate-secrets.md says.',
      tenants: [spec.id],
      place: oldest.file.locate('/sops/lastmodified'),
    };
  }
};
