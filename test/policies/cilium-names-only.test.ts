import { ciliumNamesOnly } from '../../src/policies/cilium-names-only.ts';
import { cases } from './cilium-names-only.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(ciliumNamesOnly, cases);
