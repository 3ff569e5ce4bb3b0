/** Tests against a real control plane and Flux's controller: `npm run test:cluster`, which builds them. They need Go. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.cluster.test.ts'],
    // One control plane at a time: two would only take each other's processor.
    fileParallelism: false,
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
