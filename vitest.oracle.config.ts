/** Tests against programs in Go that decide what is right: `npm run test:oracle`. They need Go. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.oracle.test.ts'], isolate: false, testTimeout: 600_000, hookTimeout: 600_000 },
});
