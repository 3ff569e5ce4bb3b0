/** Tests of the Prometheus rules with Prometheus's own promtool: `npm run test:prometheus`. They need Go. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.prometheus.test.ts'], isolate: false, testTimeout: 120_000 },
});
