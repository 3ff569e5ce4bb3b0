import { networkDefaultDeny } from '../../src/policies/network-default-deny.ts';
import { cases } from './network-default-deny.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(networkDefaultDeny, cases);
