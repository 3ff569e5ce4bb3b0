/** Decides whether the owners of the tenants that a pull request changes have approved it. */
import type { Affected, AffectedTenant } from '../../src/oversight/affected-owners.ts';

/** An opinion as GitHub lists it, oldest first. */
export interface Opinion {
  readonly login: string;
  /** `APPROVED`, `CHANGES_REQUESTED`, `DISMISSED`, `COMMENTED`, `PENDING` */
  readonly state: string;
  /** The commit that it is about. */
  readonly commit: string;
}

export interface Approval {
  readonly author: string;
  readonly head: string;
  readonly affected: Affected;
  readonly opinions: readonly Opinion[];
  /** Logins of those who may maintain the repository, in lower case. */
  readonly maintainers: ReadonlySet<string>;
}

export interface Verdict {
  readonly isApproved: boolean;
  /** One sentence. */
  readonly description: string;
  /** Logins of owners whose approval would help, sorted. */
  readonly wanted: readonly string[];
}

/** Only what people wrote needs its owners: what follows from it is proven to follow. */
export function judgeApprovals({ author, head, affected, opinions, maintainers }: Approval): Verdict {
  const changed = affected.tenants.filter(({ isSource }) => isSource);
  if (changed.length === 0) return { isApproved: true, description: "No tenant's own files change.", wanted: [] };
  const approvers = approversOf(opinions, { author, head });
  const open = changed.filter((tenant) => {
    const owners = loginsOf(tenant);
    return ![...approvers].some((login) => owners.includes(login) || maintainers.has(login));
  });
  const wanted = [...new Set(open.flatMap(loginsOf))].filter((login) => login !== author.toLowerCase()).toSorted();
  const names = open.map(({ tenant }) => tenant);
  if (open.length === 0) return { isApproved: true, description: `Approved for ${list(changed)}.`, wanted };
  const who = wanted.length === 0 ? 'the platform team' : 'an owner';
  return {
    isApproved: false,
    description: `${list(open)} ${names.length > 1 ? 'need' : 'needs'} the approval of ${who}.`,
    wanted,
  };
}

/** Whose last word is an approval of just this head; nobody approves what is theirs. In lower case. */
export function approversOf(
  opinions: readonly Opinion[],
  of: { readonly author: string; readonly head: string },
): ReadonlySet<string> {
  const last = new Map<string, Opinion>();
  for (const opinion of opinions) {
    if (['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(opinion.state))
      last.set(opinion.login.toLowerCase(), opinion);
  }
  last.delete(of.author.toLowerCase());
  return new Set(
    [...last].filter(([, { state, commit }]) => state === 'APPROVED' && commit === of.head).map(([login]) => login),
  );
}

/** None of a tenant that is new: who it will belong to is what its own spec says. */
function loginsOf({ owners = [] }: AffectedTenant): readonly string[] {
  return owners.flatMap(({ github }) => github?.toLowerCase() ?? []);
}

function list(tenants: readonly AffectedTenant[]): string {
  const shown = tenants.slice(0, 2).map(({ tenant }) => tenant.slice(0, 30));
  return tenants.length > 2 ? `${shown.join(', ')} and ${tenants.length - 2} more` : shown.join(' and ');
}
