/** What a person does next with a change that was written, as lines for a shell. */

export interface Steps {
  /** Name of the branch, of characters that no shell reads otherwise: a word and the id of a tenant. */
  readonly branch: string;
  readonly paths: readonly string[];
  /** Made of fixed words, ids and days alone. */
  readonly subject: string;
  readonly body?: string;
}

export function nextSteps({ branch, paths, subject, body }: Steps): readonly string[] {
  return [
    '',
    'Now look at it, commit it, and open a pull request:',
    `  git switch -c ${branch}`,
    `  git add ${paths.join(' ')}`,
    `  git commit -m '${subject}'${body === undefined ? '' : ` -m '${body}'`}`,
    '  git push -u origin HEAD',
    'What it changes for whom: npx fleet plan --base main',
  ];
}
