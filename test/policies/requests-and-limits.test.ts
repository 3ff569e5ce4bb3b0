import { requestsAndLimits } from '../../src/policies/requests-and-limits.ts';
import { cases } from './requests-and-limits.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(requestsAndLimits, cases);
