import { declaredHosts } from '../../src/policies/declared-hosts.ts';
import { cases } from './declared-hosts.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(declaredHosts, cases);
