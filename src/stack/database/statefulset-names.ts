/** Names and paths of the StatefulSet engine that its backups use too. */
import type { Tenant } from '../../model/fleet.ts';
import { databaseNamesOf } from '../names.ts';

export interface StatefulSetNames {
  readonly config: string;
  readonly volume: string;
  /** Secret with `tls.crt` and `tls.key` of the server. */
  readonly serverCertificate: string;
  /** Secret with `tls.crt` and `tls.key` of the role that takes base backups. */
  readonly clientCertificate: string;
  readonly selfSigned: string;
}

export function statefulSetNamesOf(tenant: Tenant): StatefulSetNames {
  const { server } = databaseNamesOf(tenant);
  return {
    config: `${server}-config`,
    volume: `${server}-data`,
    serverCertificate: `${server}-server`,
    clientCertificate: `${server}-backup`,
    selfSigned: `${server}-self-signed`,
  };
}

/** Exactly the path that the image declares as a volume: 18 moved it up by one folder. */
export function volumePath(major: number): string {
  return major >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
}
