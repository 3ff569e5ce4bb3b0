import { imageRegistry } from '../../src/policies/image-registry.ts';
import { cases } from './image-registry.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(imageRegistry, cases);
