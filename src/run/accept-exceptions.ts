/** Marks the findings that an exception accepts, and reports the exceptions that accept nothing, or too much. */
import type { Finding } from '../model/finding.ts';
import type { Exception, Fleet, SourceDocument } from '../model/fleet.ts';
import type { Policy } from '../model/isolation.ts';
import { nearestName } from '../schema/document-suggestion.ts';
import { widthOf } from './exception-width.ts';
import { runCheck } from './run-checks.ts';

interface Acceptance extends Pick<Fleet, 'exceptions'> {
  /** The documents of `fleet/` by file. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
  readonly policies: readonly Policy[];
  /** Ids of the tenants that were judged: of the others it is not known what their exceptions accept. */
  readonly tenants: ReadonlySet<string>;
}

const file = 'fleet/exceptions.ts';

/** Only policies can be excepted: a spec that cannot be read, or a `dist` that is out of date, never. */
export function acceptExceptions(
  findings: readonly Finding[],
  { exceptions, documents, policies, tenants }: Acceptance,
): Finding[] {
  const known = new Set(policies.map(({ id }) => id));
  // One for all objects of a tenant comes last: it accepts what no other does.
  const byKey = Map.groupBy(
    exceptions
      .filter(({ policy }) => known.has(policy))
      .toSorted((a, b) => Number(a.object === undefined) - Number(b.object === undefined)),
    keyOf,
  );
  const accepted = new Map<Exception, Finding[]>();
  const judged = findings.map((finding) => {
    const exception = byKey.get(keyOf(finding))?.find(({ object }) => isMeant(object, finding));
    if (!exception) return finding;
    const others = accepted.get(exception);
    if (others === undefined) accepted.set(exception, [finding]);
    else others.push(finding);
    const { reason, owner, expires } = exception;
    return { ...finding, exception: { reason, owner, expires } };
  });
  const document = documents.get(file);
  const faults = exceptions.flatMap((exception, index): Finding[] => {
    const { policy, tenant } = exception;
    if (!known.has(policy)) return [unknown({ exception, index, document }, known)];
    const covered = accepted.get(exception);
    if (covered !== undefined) {
      const wide = widthOf(exception, covered);
      return wide === undefined ? [] : [fault('exception-too-wide', { exception, index, document }, wide)];
    }
    if (!tenants.has(tenant)) return [];
    const about = `${exceptionName(exception, index)}, which reports nothing, must accept a finding`;
    return [fault('exception-unused', { exception, index, document }, { pointer: '', message: about })];
  });
  return [...judged, ...faults];
}

function keyOf({ policy, tenant }: { policy: string; tenant?: string }): string {
  return `${policy} ${tenant ?? ''}`;
}

function isMeant(wanted: string | undefined, { object: { kind, namespace, name } }: Finding): boolean {
  return (
    wanted === undefined ||
    wanted === `${kind} ${name}` ||
    (namespace !== undefined && wanted === `${kind} ${namespace}/${name}`)
  );
}

interface Written {
  readonly exception: Exception;
  readonly index: number;
  readonly document: SourceDocument | undefined;
}

function exceptionName({ policy, tenant, object }: Exception, index: number): string {
  const of = object === undefined ? '' : ` in ${JSON.stringify(object)}`;
  return `exception ${index} accepts ${JSON.stringify(policy)} of tenant ${JSON.stringify(tenant)}${of}`;
}

function unknown(written: Written, known: ReadonlySet<string>): Finding {
  const { exception, index } = written;
  const meant = nearestName(exception.policy, known);
  const about = `exception ${index} accepts ${JSON.stringify(exception.policy)}, must be the id of a policy`;
  return fault('exception-policy', written, {
    pointer: '/policy',
    message: meant === undefined ? about : `${about}; did you mean ${meant}?`,
    ...(meant !== undefined && { fix: `Write ${meant}.` }),
  });
}

function fault(
  check: string,
  { exception, index, document }: Written,
  about: { readonly pointer: string; readonly message: string; readonly fix?: string },
): Finding {
  const { id, severity, fix } = runCheck(check);
  const pointer = `/${index}${about.pointer}`;
  return {
    policy: id,
    severity,
    tenant: exception.tenant,
    object: { apiVersion: 'fleet.aos/v1', kind: 'Exceptions', name: 'exceptions' },
    place: document?.locate(pointer) ?? { file, line: 1, column: 1 },
    pointer,
    message: about.message,
    fix: about.fix ?? fix,
  };
}
