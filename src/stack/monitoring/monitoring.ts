/** Where a cluster's monitoring is, as it stands in its spec. */
import type { Cluster } from '../../model/fleet.ts';

export type Monitoring = NonNullable<Cluster['monitoring']>;
