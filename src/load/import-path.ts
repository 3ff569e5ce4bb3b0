/** Says which file an import means. Imports never leave the files that specs may be made of. */
import { posix } from 'node:path';
import { nearestName } from '../schema/document-suggestion.ts';
import { printable } from '../schema/document-value.ts';

export type ImportPath =
  | { readonly file: string }
  | { readonly message: string; readonly wanted: string; readonly fix: string };

const ownPackage = 'aos-fleet';

/** `files`: every module that the importer may import, as POSIX paths relative to the root. */
export function importPath(specifier: string, importer: string, files: ReadonlySet<string>): ImportPath {
  const shown = printable(specifier);
  if (!/^\.\.?\//.test(specifier)) {
    const isSlip = nearestName(specifier, [ownPackage]) !== undefined;
    return {
      message: `the import of ${shown} leaves the specs, must be a relative path or ${ownPackage}${isSlip ? `; did you mean ${ownPackage}?` : ''}`,
      wanted: isSlip ? ownPackage : `a relative path inside tenants/ or fleet/, or ${ownPackage}`,
      fix: isSlip
        ? `Write ${ownPackage}.`
        : 'Write the value itself, or import it from a module of tenants/shared/ or fleet/.',
    };
  }
  const file = posix.join(posix.dirname(importer), specifier);
  if (files.has(file)) return { file };
  const inside = /^(tenants|fleet)\//.test(file);
  const meant = inside ? nearestFile(file, files) : undefined;
  const relative = meant === undefined ? undefined : relativePath(importer, meant);
  return {
    message: inside
      ? `the import of ${shown} means ${printable(file)}, which is no module to import${relative === undefined ? '' : `; did you mean ${relative}?`}`
      : `the import of ${shown} leaves tenants/ and fleet/, must stay inside`,
    wanted: relative ?? 'a file of tenants/, tenants/shared/ or fleet/, with its ending .ts',
    fix: relative === undefined ? 'Add the file, or import one that exists.' : `Write ${relative}.`,
  };
}

function nearestFile(file: string, files: ReadonlySet<string>): string | undefined {
  if (files.has(`${file}.ts`)) return `${file}.ts`;
  const folder = `${posix.dirname(file)}/`;
  const name = posix.basename(file);
  const names = [...files]
    .filter((other) => posix.dirname(other) === posix.dirname(file))
    .map((other) => posix.basename(other));
  const nearest = nearestName(name, names);
  return nearest === undefined ? undefined : `${folder}${nearest}`;
}

function relativePath(importer: string, file: string): string {
  const path = posix.relative(posix.dirname(importer), file);
  return path.startsWith('.') ? path : `./${path}`;
}
