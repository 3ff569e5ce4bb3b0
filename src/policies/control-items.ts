/** Every item of every framework that policies are mapped to, in the framework's own order. */
import type { Controls } from '../model/policy.ts';
import { cis } from './controls/cis.ts';
import type { ControlItem } from './controls/control-item.ts';
import { administrative } from './controls/hipaa/administrative.ts';
import { organizational } from './controls/hipaa/organizational.ts';
import { physical } from './controls/hipaa/physical.ts';
import { technical } from './controls/hipaa/technical.ts';
import { nsa } from './controls/nsa.ts';

export interface Framework {
  readonly key: keyof Controls;
  readonly title: string;
  /** For lists that name items of several frameworks. */
  readonly short: string;
  readonly items: readonly ControlItem[];
}

export const frameworks: readonly Framework[] = [
  {
    key: 'hipaa',
    title: 'HIPAA Security Rule',
    short: 'HIPAA',
    items: [...administrative, ...physical, ...technical, ...organizational],
  },
  { key: 'cis', title: 'CIS Kubernetes Benchmark v1.12', short: 'CIS', items: cis },
  { key: 'nsa', title: 'NSA/CISA Kubernetes Hardening Guidance', short: 'NSA', items: nsa },
];
