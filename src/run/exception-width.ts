/** Judges whether an exception accepts more than somebody can have judged when it was written. */
import { compareText, type Finding, type ObjectRef } from '../model/finding.ts';
import type { Exception } from '../model/fleet.ts';

interface Width {
  readonly pointer: string;
  readonly message: string;
  readonly fix: string;
}

/** So many objects are named; of more it is enough to know how many. */
const most = 5;

/** What is wrong, or undefined. Each finding is one that the exception accepts; there is at least one. */
export function widthOf({ policy, object, findings }: Exception, accepted: readonly Finding[]): Width | undefined {
  const byObject = Map.groupBy(accepted, (finding) => identityOf(finding.object));
  const names = [...byObject.values()].map(([first]) => nameOf(first!.object)).toSorted(compareText);
  if (names.length > 1) {
    const shown = names.slice(0, most).map((name) => JSON.stringify(name));
    const more = names.length - shown.length;
    const all = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    return {
      pointer: object === undefined ? '' : '/object',
      message: `the exception accepts ${JSON.stringify(policy)} in ${names.length} objects, ${all}, must name one`,
      fix: `Write object: '${names[0]!}', and an exception for each of the others; or repair them.`,
    };
  }
  if (findings === undefined || findings === accepted.length) return undefined;
  return {
    pointer: '/findings',
    message: `the exception says ${findings} ${findings === 1 ? 'finding' : 'findings'} of ${JSON.stringify(policy)} in ${JSON.stringify(names[0])}, must be ${accepted.length} as there are`,
    fix:
      accepted.length > findings
        ? 'Repair what the exception was not made for; or, once it was judged too, write the new number.'
        : `Write findings: ${accepted.length}, so that nothing new takes the place of what was repaired.`,
  };
}

function identityOf({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return `${apiVersion} ${kind} ${namespace ?? ''}/${name}`;
}

/** As an exception names it. */
function nameOf({ kind, namespace, name }: ObjectRef): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
