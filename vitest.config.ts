/** The tests that need Node alone: `npm test`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These need Go, PostgreSQL or Python, and have configurations of their own.
    exclude: ['cluster', 'oracle', 'postgres', 'prometheus', 'sops', 'workflows'].map(
      (kind) => `test/**/*.${kind}.test.ts`,
    ),
    isolate: false,
    testTimeout: 60_000,
  },
});
