/** What Node's errors of the file system say. */

/** For example `ENOENT`; undefined for an error that is none of the system's, or one whose code Node does not know. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code !== '' ? code : undefined;
}

/** `EACCES: permission denied, open '/x'`; of `rmSync`, `EACCES, Permission denied: /x '/x'`. */
const systemMessage = /^\w*(?:: |, )(?:Unknown error: )?([^,:']+)/;

/** In words, for example `permission denied (EACCES)`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [, words = error.message] = systemMessage.exec(error.message) ?? [];
  const reason = words.trim().replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  const code = codeOf(error);
  return code === undefined ? reason : `${reason} (${code})`;
}
