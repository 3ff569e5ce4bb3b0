/** Refuses a contract that the schedules, the engine and the sizes of a tenant's stack cannot meet. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { type Backups, backupsOf } from './backups.ts';
import { faultsOf } from './contract-faults.ts';

export const backupMeetsContract: StackPolicy = {
  id: 'backup-meets-contract',
  family: 'tenant',
  severity: 'error',
  title: 'Backups are as frequent, as fast to restore and kept as long as the contract says',
  why: 'A recovery point, a recovery time or a retention that was signed and cannot be met is found out on the day of the loss. The numbers come from the schedules and from full volumes; see docs/stack/backup.md.',
  fix: 'Change the contract in the spec, the schedule, the plan or the engine; the message says which number does not fit.',
  controls: { hipaa: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)', '164.316(b)(2)(i)'] },
  *check({ objects, tenant }): Iterable<Violation> {
    // Without an object store there are no backups to judge; loading refuses the tenants that need some.
    if (tenant?.cluster.objectStore === undefined) return;
    const backups: Backups = backupsOf(objects, tenant.spec.database.engine);
    const [first] = objects;
    if (first === undefined) return;
    for (const { object = first, pointer, specPointer, message } of faultsOf(backups, tenant.spec)) {
      yield { object, pointer, specPointer, message };
    }
  },
};
