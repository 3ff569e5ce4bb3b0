import { imagesByDigest } from '../../src/policies/images-by-digest.ts';
import { cases } from './images-by-digest.cases.ts';
import { describePolicy } from './policy-cases.ts';

describePolicy(imagesByDigest, cases);
