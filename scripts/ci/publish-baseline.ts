/** Hands the findings of main, the file FINDINGS, to code scanning. */
import { readFileSync } from 'node:fs';
import { commitId, variable } from './environment.ts';
import { hubFromEnvironment } from './github.ts';
import { uploadSarif } from './upload-sarif.ts';

const text = readFileSync(variable('FINDINGS'), 'utf8');
const of = { text, commit: commitId('GITHUB_SHA'), ref: variable('GITHUB_REF') };
console.log(await uploadSarif(hubFromEnvironment(), of));
