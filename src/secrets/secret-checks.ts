/** What can be wrong with a tenant's encrypted Secrets, as far as it shows without a key. */
import type { Rule } from '../model/report.ts';

const severity = 'error';

/** Sorted by id. */
export const secretChecks: readonly Rule[] = [
  {
    id: 'secret-form',
    severity,
    title: 'Every file of secrets is the Secret that the tenant needs',
    why: 'A Secret of another name, namespace or type is not found by its consumer, or by one that it was not meant for.',
    fix: 'Write the file again with `fleet secrets init`.',
  },
  {
    id: 'secret-missing',
    // Nothing is open or lost without it: a new tenant may well be reviewed before its secrets are made.
    severity: 'warning',
    title: 'Every Secret that a tenant needs is there',
    why: 'Its pods wait for it, and the tenant does not start.',
    fix: 'Run `fleet secrets init` and commit what it writes.',
  },
  {
    id: 'secret-old',
    severity: 'warning',
    title: 'No Secret is older than a year',
    why: 'Everybody who ever had a value, or a backup of it, has it still.',
    fix: 'Run `fleet secrets rotate`; docs/runbooks/rotate-secrets.md says what follows.',
  },
  {
    id: 'secret-plain',
    severity,
    title: 'Every value of a Secret is encrypted',
    why: 'Git never forgets: whoever reads the repository, now or later, has the value.',
    fix: 'Replace the value wherever it is used, then write the file again with `fleet secrets rotate`.',
  },
  {
    id: 'secret-recipients',
    severity,
    title: "A tenant's Secrets are encrypted to its own key and the recovery keys, and to nobody else",
    why: 'A key too many opens the tenant to somebody; a key too few leaves it unreadable when it is needed.',
    fix: 'Run `fleet secrets rotate`, which encrypts to the current recipients.',
  },
  {
    id: 'secret-unexpected',
    severity,
    title: 'No Secret lies around that nothing needs',
    why: 'What nobody uses, nobody rotates.',
    fix: 'Remove the file.',
  },
  {
    id: 'secret-unreadable',
    severity,
    title: 'The given key opens every Secret, and nothing in it was changed',
    why: 'What cannot be opened, or was changed, fails when Flux applies it, or gives a consumer what nobody approved.',
    fix: 'Give a key that opens it. If it was changed, restore the file from Git, or run `fleet secrets rotate`.',
  },
  {
    id: 'secret-weak',
    severity,
    title: 'No value of a Secret can be guessed',
    why: 'A short or monotonous password is tried out in seconds.',
    fix: 'Run `fleet secrets rotate`, which draws 32 random letters and digits.',
  },
];

export function secretCheck(id: string): Rule {
  const rule = secretChecks.find((check) => check.id === id);
  if (!rule) throw new Error(`There is no check ${id}.`);
  return rule;
}
