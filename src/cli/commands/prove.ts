/** `fleet prove`: for all pairs of tenants no channel, or the way that there is. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { isObject, type Json } from '../../model/manifest.ts';
import type { Certificate, Proof } from '../../model/proof.ts';
import { proofMarkdown } from '../../report/proof-markdown.ts';
import { proofText } from '../../report/proof-text.ts';
import { visible } from '../../report/visible.ts';
import { runProve } from '../../run/run-prove.ts';
import { chooseFormat } from '../choose-format.ts';
import { type Command, type Context, type ExitCode, UsageError } from '../command.ts';
import { differencesOf } from '../prove/verify.ts';
import { sourceDigest } from '../prove/source-digest.ts';
import { fleetRun } from './synth.ts';

/** Beside `dist`. Not committed: it is about all tenants at once, so that each change of one would touch it. */
const certificateFile = 'isolation-certificate.json';

const renderers: Readonly<Record<string, (proof: Proof) => string>> = {
  text: proofText,
  json: (proof) => `${JSON.stringify(proof.verdict === 'proven' ? proof.certificate : proof, null, 2)}\n`,
  markdown: proofMarkdown,
};

export const prove: Command = {
  name: 'prove',
  summary: 'Prove that no tenant can reach another, or show how it could',
  description:
    'Reads dist as the clusters get it, and looks for channels between all ordered pairs of tenants: network, shared parts, hosts, ' +
    'identities, secrets, storage, nodes, control plane, names and monitoring. When there is none, it writes a certificate to ' +
    `${certificateFile}: the digest of what was examined, the counts, the assumptions. Otherwise it shows each way hop by ` +
    'hop, with the line that opens it and the change that closes it. With --verify it proves again and compares.',
  arguments: [],
  options: [
    { flags: '--certificate <file>', description: `where to write the certificate (default: ${certificateFile})` },
    { flags: '--verify <file>', description: 'check a certificate against this checkout; writes nothing' },
  ],
  examples: ['fleet prove', 'fleet prove --format markdown', `fleet prove --verify ${certificateFile}`],
  async run({ options }, context) {
    const render = chooseFormat({ command: 'prove', formats: renderers }, context.format);
    const { verify, certificate } = options;
    if (verify !== undefined && certificate !== undefined) {
      throw new UsageError('--verify writes no certificate, so --certificate must be left out.');
    }
    const given = typeof verify === 'string' ? readCertificate(resolve(context.folder, verify)) : undefined;
    const run = fleetRun(context);
    const generator = { version: packageJson.version, digest: sourceDigest() };
    const file =
      typeof certificate === 'string' ? resolve(context.folder, certificate) : join(run.root, certificateFile);
    // A certificate of what was proven before would be taken for one of what stands here, however this run ends.
    if (given === undefined) removeCertificate(file);
    const proof = await runProve({ ...run, time: context.time, generator });
    if (given !== undefined) return told(proof, given, { context, render });
    if (proof.verdict === 'proven') writeFileSync(file, `${JSON.stringify(proof.certificate, null, 2)}\n`);
    context.print(render(proof));
    if (proof.verdict !== 'proven') return 1;
    context.say(`Certificate: ${typeof certificate === 'string' ? certificate : certificateFile}`);
    return 0;
  },
};

interface Teller {
  readonly context: Context;
  readonly render: (proof: Proof) => string;
}

function told(proof: Proof, given: Json, { context, render }: Teller): ExitCode {
  if (proof.verdict !== 'proven') {
    context.print(render(proof));
    context.complain('The certificate is not valid here: the proof fails.');
    return 1;
  }
  const differences = differencesOf(given, proof.certificate);
  for (const difference of differences) context.complain(`certificate: ${visible(difference)}`);
  if (differences.length > 0) {
    context.complain('The certificate is not valid here: it is about something else.');
    return 1;
  }
  context.print(`The certificate is valid: ${describe(proof.certificate)}\n`);
  return 0;
}

function describe({ counts, content }: Certificate): string {
  return `no channel between ${counts.pairs.toLocaleString('en')} ordered pairs of tenants, over dist ${content.dist}.`;
}

/** Nothing but a certificate: the name may be that of another file. */
function removeCertificate(file: string): void {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isObject(found) && found['kind'] === 'IsolationCertificate') rmSync(file);
  } catch {
    // There is none that anybody could take for one.
  }
}

function readCertificate(file: string): Json {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`--verify is ${JSON.stringify(file)}, must be a certificate that can be read.`);
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UsageError(`--verify is ${JSON.stringify(file)}, must be JSON.`);
  }
}
