/** Which files are the program and what runs it, rather than data that it reads. */

const dataFolders = ['dist/', 'docs/', 'fleet/', 'tenants/'];

/** Everything counts as program that is not known to be data: a new folder is never overlooked. */
export function isProgram(file: string): boolean {
  const isPage = /^[^/]+\.md$/.test(file);
  return !isPage && !dataFolders.some((folder) => file.startsWith(folder));
}
