/** Whose a file of the repository is, by its path alone: a tenant's, or the platform team's. */
import { ownerOf } from '../synth/paths.ts';

export interface FileOwner {
  readonly file: string;
  /** Absent for what the platform team decides for all. */
  readonly tenant?: string;
  /** `source`: people write it. `generated`: it follows from what people write, which a check proves. */
  readonly origin: 'source' | 'generated';
}

const spec = /^tenants\/([^./][^/]*)\.ts$/;
const secret = /^tenants\/secrets\/([^./][^/]*)\/./;

/** `file` is POSIX and relative to the root. */
export function fileOwner(file: string): FileOwner {
  const [, source] = spec.exec(file) ?? secret.exec(file) ?? [];
  if (source !== undefined) return { file, tenant: source, origin: 'source' };
  if (!file.startsWith('dist/')) return { file, origin: 'source' };
  const tenant = ownerOf(file)?.tenant;
  return { file, ...(tenant !== undefined && { tenant }), origin: 'generated' };
}
