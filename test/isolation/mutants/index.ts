/** Every kind of fault. */
import { cluster } from './cluster.ts';
import { figures } from './figures.ts';
import { flux } from './flux.ts';
import { hosts } from './hosts.ts';
import { networkRules } from './network-rules.ts';
import { networks } from './networks.ts';
import { nodes } from './nodes.ts';
import type { Mutant } from './plant.ts';
import { podFaults } from './pods.ts';
import { roles } from './roles.ts';
import { secrets } from './secrets.ts';
import { services } from './services.ts';
import { storage } from './storage.ts';

export const mutants: readonly Mutant[] = [
  ...networkRules,
  ...networks,
  ...podFaults,
  ...nodes,
  ...services,
  ...roles,
  ...flux,
  ...cluster,
  ...hosts,
  ...secrets,
  ...storage,
  ...figures,
];
