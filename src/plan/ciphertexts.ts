/** Shows a change of encrypted values as that: one line for each value, one for what SOPS says about the encryption. */
import type { FieldChange } from '../model/change.ts';

/** Of an encrypted file, what changes with every encryption and tells people nothing. */
const noise = /^sops\.(?:mac|lastmodified|version|age\[[^\]]*\]\.enc)$/;

export function withoutCiphertexts(fields: readonly FieldChange[]): readonly FieldChange[] {
  const told = fields.filter(({ path }) => !noise.test(path));
  const first = fields.find(({ path }) => noise.test(path));
  return first === undefined
    ? told
    : [...told, { path: 'sops', pointer: '/sops', before: 'encrypted', after: 'encrypted anew' }];
}
