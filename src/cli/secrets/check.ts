/** `fleet secrets check`: the verdict on a tenant's Secrets, with or without a key. */
import type { Finding } from '../../model/finding.ts';
import type { SecretFile } from '../../model/fleet.ts';
import { reportOf } from '../../run/report-of.ts';
import { checkEachSecretFile } from '../../secrets/check-files.ts';
import { oldestSecretDays } from '../../secrets/oldest-secret.ts';
import { openSecrets } from '../../secrets/open-secrets.ts';
import { secretCheck, secretChecks } from '../../secrets/secret-checks.ts';
import { sopsMetadata } from '../../secrets/sops-metadata.ts';
import type { Context, ExitCode } from '../command.ts';
import { identitiesFrom } from './identities.ts';
import type { OpenedTenant } from './open-tenant.ts';

interface Request extends OpenedTenant {
  readonly identity: string | undefined;
}

export async function checkSecrets(context: Context, request: Request): Promise<ExitCode> {
  const { tenant, fleet } = request;
  const identities = identitiesFrom(context, request.identity);
  const opened = identities.length > 0 ? await openSecrets(tenant, fleet, identities) : undefined;
  const findings = [
    ...request.findings,
    // Whoever asks about the secrets wants them complete.
    ...checkEachSecretFile(tenant, fleet).map(asError),
    ...tenant.secrets.flatMap((file) => tooOld(file, { id: tenant.spec.id, today: context.today })),
    ...(opened?.faults ?? []).map(({ check, file, message }) => finding(tenant.spec.id, { check, file, message })),
  ];
  const notes = opened === undefined ? ['Nothing was opened: no private key was given.'] : [];
  const files = tenant.secrets.length;
  return context.report(
    reportOf(findings, { tenants: 1, objects: files, files, policies: 0, ran: secretChecks, notes }),
  );
}

function asError(found: Finding): Finding {
  return { ...found, severity: 'error' };
}

function tooOld(file: SecretFile, { id, today }: { readonly id: string; readonly today: string }): Finding[] {
  const metadata = sopsMetadata(file.manifest);
  if (typeof metadata === 'string') return [];
  const days = Math.floor((Date.parse(today) - Date.parse(metadata.lastModified.slice(0, 10))) / 86_400_000);
  if (!(days > oldestSecretDays)) return [];
  return [
    finding(id, { check: 'secret-old', file, message: `it is ${days} days old, must be at most ${oldestSecretDays}` }),
  ];
}

function finding(
  tenant: string,
  of: { readonly check: string; readonly file: SecretFile; readonly message: string },
): Finding {
  const { id, severity, fix } = secretCheck(of.check);
  return {
    policy: id,
    severity,
    tenant,
    object: { apiVersion: 'fleet.aos/v1', kind: 'SecretFile', name: of.file.name },
    place: of.file.locate(''),
    message: `${of.file.name}: ${of.message}`,
    fix,
  };
}
