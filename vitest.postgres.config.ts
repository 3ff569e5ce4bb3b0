/** Tests of the programs in the containers against a real PostgreSQL: `npm run test:postgres`. They need PostgreSQL and Python. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.postgres.test.ts'], testTimeout: 120_000, hookTimeout: 300_000 },
});
