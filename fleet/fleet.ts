import { defineFleet } from 'aos-fleet';

export default defineFleet({
  name: 'inclusion-factor',
  phase: 'internal',
  // The private key was never kept: make your own before the first cluster (docs/runbooks/bootstrap-a-cluster.md).
  secrets: { recoveryRecipients: ['age14fgf668c8rzfuxsdj3t08ccs83yfwag9tdwr0yf5gfcr07ej9ftqsjn9hy'] },
});
