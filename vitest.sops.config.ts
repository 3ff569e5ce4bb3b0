/** Tests of encrypted secrets against sops, age and kustomize themselves: `npm run test:sops`. They need Go. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.sops.test.ts'], isolate: false, testTimeout: 600_000, hookTimeout: 900_000 },
});
