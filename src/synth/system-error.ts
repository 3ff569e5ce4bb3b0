/** What Node's errors of the file system say. */

/** For example `ENOENT`; undefined for an error that is none of the system's. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** In words, for example `permission denied (EACCES)`. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (!(error instanceof Error) || code === undefined) return String(error);
  const [, words] = /^\w+: ([^,]+)/.exec(error.message) ?? [];
  return words === undefined ? code : `${words} (${code})`;
}
