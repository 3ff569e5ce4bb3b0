/** How a tenant's data gets from one cluster to another: by its backups, in steps that lose nothing. Decides, and does nothing. */
import type { Cluster } from '../../model/fleet.ts';
import type { Life } from './open-life.ts';
import { dayAfter } from './open-life.ts';

export interface MoveStep {
  /** For the commit, such as `stop`. */
  readonly word: string;
  /** Arguments of `fleet edit`. */
  readonly changes: readonly string[];
  /** What follows for people, in sentences. */
  readonly said: readonly string[];
}

/** A step, or the sentence that says why there is none. */
export type Move = MoveStep | { readonly refusal: string };

/** In days: nobody can ask for the deletion of the old data while the move goes on. */
const retained = 30;

interface Wish {
  readonly to: Cluster;
  /** `YYYY-MM-DD` */
  readonly backupConfirmed: string | undefined;
  readonly today: string;
}

export function moveStep(life: Life, wish: Wish): Move {
  const { id, tenant, state, record } = life;
  const { to, backupConfirmed, today } = wish;
  // What never ran has nothing to carry.
  if (record === undefined) return { word: 'place', changes: [`placement.cluster=${to.name}`], said: [] };
  const obstacle = obstacleOf(life, to);
  if (obstacle !== undefined) return { refusal: obstacle };
  const command = `npx fleet move ${id} --to ${to.name}`;
  const { offboarding } = tenant.spec;
  if (offboarding !== undefined && (state === 'deletable' || offboarding.reason !== reasonFor(to))) {
    return { refusal: `${id} is leaving (${state}) for another reason than this move; fleet resume takes it back.` };
  }
  if (backupConfirmed !== undefined && state !== 'closing') {
    return { refusal: `${id} is ${state}: --backup-confirmed is for the step after the final backup was asked for.` };
  }
  switch (state) {
    case 'active':
    case 'suspended':
      return {
        word: 'stop',
        changes: [
          'lifecycle=offboarding',
          `offboarding.reason=${reasonFor(to)}`,
          `offboarding.retainUntil=${dayAfter(today, retained)}`,
        ],
        said: [
          'Step 1 of 3. After the merge Odoo stops, and database and files are backed up for the last time.',
          `When the backup has succeeded (docs/runbooks/offboard-a-tenant.md#1-stop-and-back-up): ${command} --backup-confirmed <day>`,
        ],
      };
    case 'closing':
      return backupConfirmed === undefined
        ? {
            refusal: `The final backup of ${id} must have succeeded first: look at it, then give --backup-confirmed <day>.`,
          }
        : release(command);
    case 'kept':
      return offboarding === undefined ? place(life, to) : release(command);
    default:
      return { refusal: `${id} is ${state}, must be active to be moved.` };
  }
}

/** How the steps after the first know that they belong to it. */
export function reasonFor(to: Cluster): string {
  return `Moves to ${to.name}.`;
}

/** The old cluster lets go of a tenant that no day is promised to; its data stays there until a person deletes it. */
function release(command: string): MoveStep {
  return {
    word: 'let go',
    changes: ['offboarding-'],
    said: [
      'Step 2 of 3. After the merge the database stops, and archives the last of its log; nothing is deleted.',
      `When no pod of it runs any more: ${command}`,
    ],
  };
}

function place({ id, tenant }: Life, to: Cluster): MoveStep {
  const { generation } = tenant.spec.database;
  return {
    word: 'restore',
    changes: [
      `placement.cluster=${to.name}`,
      'lifecycle-',
      `database.generation=${generation + 1}`,
      `database.restoreFrom={"generation":${generation}}`,
    ],
    said: [
      'Step 3 of 3. After the merge the other cluster restores database and files, and starts Odoo.',
      `Point ${tenant.spec.domains.join(', ')} to the gateway of ${to.name}, and check as docs/runbooks/restore-a-tenant.md says.`,
      `The data on ${tenant.cluster.name} stays until a person deletes namespace tenant-${id} there: docs/runbooks/offboard-a-tenant.md#4-delete.`,
    ],
  };
}

function obstacleOf({ id, tenant: { cluster } }: Life, to: Cluster): string | undefined {
  const [here, there] = [cluster.objectStore, to.objectStore];
  if (here === undefined) {
    return `${cluster.name} has no object store, so that no backup can carry the data of ${id}: a new tenant must be filled by hand.`;
  }
  if (there?.bucket === here.bucket && there.endpoint === here.endpoint) return undefined;
  const found = there === undefined ? 'no object store' : `the object store ${there.bucket} at ${there.endpoint}`;
  return `${to.name} has ${found}, must have that of ${cluster.name}, ${here.bucket} at ${here.endpoint}: otherwise the data of ${id} stays behind.`;
}
