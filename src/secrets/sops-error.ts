/** A file of secrets that cannot be opened. Its message never holds a value. */
export class SopsError extends Error {
  override readonly name = 'SopsError';
}
