import { dedicatedNodes } from '../../src/policies/dedicated-nodes.ts';
import { cases } from './dedicated-nodes.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(dedicatedNodes, cases);
