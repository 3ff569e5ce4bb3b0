/** Tests of workflows with their linters: `npm run test:workflows`. They need Go and Python. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.workflows.test.ts'], isolate: false, testTimeout: 120_000 },
});
