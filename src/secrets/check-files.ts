/** Judges a tenant's files of secrets without any key: what is there, what it is, and who could open it. */
import type { Finding, Place } from '../model/finding.ts';
import type { Fleet, SecretFile, Tenant } from '../model/fleet.ts';
import { checkFile, type Fault } from './check-file.ts';
import { secretCheck } from './secret-checks.ts';
import { tenantRecipient, wantedFiles } from './wanted-files.ts';

/** In the order of the files; nothing when all is as it must be. Files that are missing are one finding: one command makes them. */
export function checkSecretFiles(tenant: Tenant, fleet: Fleet): readonly Finding[] {
  const { id } = tenant.spec;
  const names = missingFiles(tenant, fleet);
  const one = names.length === 1 ? `${names[0]}.yaml` : `${names.length} files: ${names.join(', ')}`;
  const message = `tenants/secrets/${id} lacks ${one}, must have a file for each Secret that the tenant needs`;
  return [...(names.length === 0 ? [] : [missing(tenant, id, message)]), ...checkFoundFiles(tenant, fleet)];
}

/** The same with one finding for each file that is missing: for whoever wants them complete. */
export function checkEachSecretFile(tenant: Tenant, fleet: Fleet): readonly Finding[] {
  const { id } = tenant.spec;
  return [
    ...missingFiles(tenant, fleet).map((name) =>
      missing(tenant, name, `tenants/secrets/${id}/${name}.yaml is missing, must be there`),
    ),
    ...checkFoundFiles(tenant, fleet),
  ];
}

function missingFiles(tenant: Tenant, fleet: Fleet): readonly string[] {
  const found = new Set(tenant.secrets.map(({ name }) => name));
  return wantedFiles(tenant, fleet, tenantRecipient(tenant, fleet)).flatMap(({ name }) =>
    found.has(name) ? [] : [name],
  );
}

function missing(tenant: Tenant, name: string, message: string): Finding {
  const { id } = tenant.spec;
  return finding(id, {
    check: 'secret-missing',
    name,
    place: tenant.document.locate(''),
    message,
    fix: `Run \`npx fleet secrets init ${id}\` and commit what it writes.`,
  });
}

function checkFoundFiles(tenant: Tenant, fleet: Fleet): readonly Finding[] {
  const { id } = tenant.spec;
  const wanted = wantedFiles(tenant, fleet, tenantRecipient(tenant, fleet));
  return tenant.secrets.flatMap((file) => {
    const want = wanted.find(({ name }) => name === file.name);
    if (want === undefined) return [finding(id, { ...unexpected(file, wanted), place: file.locate('') })];
    return checkFile(file, want, fleet.spec.labelPrefix).map((fault) =>
      finding(id, { ...fault, name: file.name, place: file.locate(fault.pointer), fix: fixOf(fault, id, file) }),
    );
  });
}

function unexpected({ file, name }: SecretFile, wanted: readonly { readonly name: string }[]) {
  const names = wanted.map((want) => want.name).join(', ');
  const message = names === '' ? 'none, since its cluster keeps no secrets in files' : `one of ${names}`;
  return {
    check: 'secret-unexpected',
    name,
    message: `${file} is a Secret that the tenant does not need, must be ${message}`,
  };
}

function fixOf({ check }: Fault, id: string, { name }: SecretFile): string {
  switch (check) {
    case 'secret-recipients':
      return `Run \`npx fleet secrets rotate ${id} ${name}\`; with --keep-values and a recovery key the values stay.`;
    case 'secret-plain':
      return `Replace the value wherever it is used, then run \`npx fleet secrets rotate ${id} ${name}\`.`;
    default:
      return `Run \`npx fleet secrets rotate ${id} ${name}\`, which writes the file again.`;
  }
}

interface About {
  readonly check: string;
  readonly name: string;
  readonly place: Place;
  readonly pointer?: string;
  readonly message: string;
  readonly fix?: string;
}

function finding(tenant: string, { check, name, place, pointer, message, fix }: About): Finding {
  const rule = secretCheck(check);
  return {
    policy: rule.id,
    severity: rule.severity,
    tenant,
    object: { apiVersion: 'fleet.aos/v1', kind: 'SecretFile', name },
    place,
    ...(pointer !== undefined && { pointer }),
    message,
    fix: fix ?? rule.fix,
  };
}
