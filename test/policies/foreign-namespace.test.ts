import { foreignNamespace } from '../../src/policies/foreign-namespace.ts';
import { cases } from './foreign-namespace.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(foreignNamespace, cases);
