/** The files that a change touches besides those that are rendered, in one line. */
import type { OtherFile } from '../model/plan.ts';
import { amount } from './summary.ts';

const areas: readonly (readonly [OtherFile['area'], string])[] = [
  ['program', 'of the generator'],
  ['fleet', 'in fleet/'],
  ['dist', 'in dist/ that nothing makes'],
  ['secret', 'in tenants/secrets/'],
  ['spec', 'in tenants/'],
  ['other', 'elsewhere'],
];

const most = 5;

export function otherFilesText(others: readonly OtherFile[]): string {
  return areas
    .flatMap(([area, where]) => {
      const files = others.filter((file) => file.area === area);
      if (files.length === 0) return [];
      const names = files.slice(0, most).map(({ path }) => path);
      const more = files.length > most ? ', …' : '';
      return [`${amount(files.length, 'file')} ${where} (${names.join(', ')}${more})`];
    })
    .join('; ');
}
