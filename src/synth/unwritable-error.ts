/** Why `dist` cannot be written until somebody sees to it. */

/** Its message is one sentence that says what to do. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';
}
