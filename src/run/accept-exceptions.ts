/** Marks the findings that an exception accepts, and reports the exceptions that accept nothing. */
import type { Finding } from '../model/finding.ts';
import type { Exception, Fleet, SourceDocument } from '../model/fleet.ts';
import type { Policy } from '../model/isolation.ts';
import { nearestName } from '../schema/document-suggestion.ts';
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
  const byKey = new Map(
    exceptions.filter(({ policy }) => known.has(policy)).map((exception) => [keyOf(exception), exception]),
  );
  const used = new Set<Exception>();
  const judged = findings.map((finding) => {
    const exception = byKey.get(keyOf(finding));
    if (!exception) return finding;
    used.add(exception);
    const { reason, owner, expires } = exception;
    return { ...finding, exception: { reason, owner, expires } };
  });
  return [
    ...judged,
    ...exceptions.flatMap((exception, index) =>
      used.has(exception) || (known.has(exception.policy) && !tenants.has(exception.tenant))
        ? []
        : [unused({ exception, index, known }, documents.get(file))],
    ),
  ];
}

function keyOf({ policy, tenant }: { policy: string; tenant?: string }): string {
  return `${policy} ${tenant ?? ''}`;
}

interface Unused {
  readonly exception: Exception;
  readonly index: number;
  readonly known: ReadonlySet<string>;
}

function unused({ exception, index, known }: Unused, document: SourceDocument | undefined): Finding {
  const { policy, tenant } = exception;
  const isKnown = known.has(policy);
  const { id, severity, fix } = runCheck(isKnown ? 'exception-unused' : 'exception-policy');
  const pointer = isKnown ? `/${index}` : `/${index}/policy`;
  const meant = isKnown ? undefined : nearestName(policy, known);
  const about = isKnown
    ? `exception ${index} accepts ${JSON.stringify(policy)} of tenant ${JSON.stringify(tenant)}, which reports nothing, must accept a finding`
    : `exception ${index} accepts ${JSON.stringify(policy)}, must be the id of a policy`;
  return {
    policy: id,
    severity,
    tenant,
    object: { apiVersion: 'fleet.aos/v1', kind: 'Exceptions', name: 'exceptions' },
    place: document?.locate(pointer) ?? { file, line: 1, column: 1 },
    pointer,
    message: meant === undefined ? about : `${about}; did you mean ${meant}?`,
    fix: meant === undefined ? fix : `Write ${meant}.`,
  };
}
