import { serviceAccountToken } from '../../src/policies/service-account-token.ts';
import { cases } from './service-account-token.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(serviceAccountToken, cases);
