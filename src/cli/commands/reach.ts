/** `fleet reach`: who reaches whom in any folder of Kubernetes manifests. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type AddressRange, parseCidr } from '../../model/address-range.ts';
import { parsePeerQuery } from '../../isolation/peer-query.ts';
import type { ReachPeer } from '../../isolation/reach.ts';
import { placeText } from '../../report/explanation.ts';
import { reachFormats } from '../../report/reach.ts';
import { visible } from '../../report/visible.ts';
import { runReach } from '../../run/run-reach.ts';
import { chooseFormat } from '../choose-format.ts';
import { type Command, type Context, type Input, UsageError } from '../command.ts';

export const reach: Command = {
  name: 'reach',
  summary: 'Show who reaches whom in any folder of Kubernetes manifests',
  description:
    'One line for each ordered pair of workloads, and for the addresses outside, by the NetworkPolicies of the folder alone: ' +
    '`SRC => DST : PROTO PORTS`. What cannot be understood, such as a policy of Cilium, is said on stderr and ends with exit code 1. ' +
    'A selector is `namespace/name[Kind]`, `namespace/name`, `namespace/`, a label `app=web`, or a CIDR or address. ' +
    'docs/isolation.md says what each mode assumes.',
  arguments: [{ name: 'dir', description: 'folder, or file, of manifests', required: true }],
  options: [
    { flags: '--only <glob>', description: 'only files that match, relative to the folder' },
    { flags: '--from <selector>', description: 'only connections from these' },
    { flags: '--to <selector>', description: 'only connections to these' },
    {
      flags: '--mode <mode>',
      description:
        'reference: as connectivity analysers read policies; sound: whatever some conforming cluster may let through (default: reference)',
      choices: ['reference', 'sound'],
    },
    {
      flags: '--pod-cidr <cidr>',
      description: 'with --mode sound: where pods have their addresses, may be given several times; default: anywhere',
      isRepeatable: true,
    },
    {
      flags: '--explain',
      description: 'every pair, also without connections, with the policies that open or close it',
    },
  ],
  formats: Object.keys(reachFormats).filter((name) => name !== 'json' && name !== 'text'),
  examples: [
    "fleet reach dist/tenants/internal-1 --only '**/*.yaml'",
    "fleet reach deploy --from shop/ --to 'shop/db[StatefulSet]' --explain",
    'fleet reach deploy --mode sound --pod-cidr 10.244.0.0/16 --format csv',
  ],
  run({ arguments: [dir = ''], options }, context) {
    const render = chooseFormat({ command: 'reach', formats: reachFormats }, context.format);
    const folder = resolve(context.folder, dir);
    if (dir === '' || !existsSync(folder)) {
      throw new UsageError(`The folder is ${JSON.stringify(dir)}, must be an existing folder or file.`);
    }
    const mode = options['mode'] === 'sound' ? 'sound' : 'reference';
    const podNetworks = podNetworksOf(options, mode);
    const { only } = options;
    if (only === '') throw new UsageError('--only is empty, must be a glob.');
    const found = runReach({
      root: context.root,
      folder,
      mode,
      ...(podNetworks && { podNetworks: { ingress: podNetworks, egress: podNetworks } }),
      ...(typeof only === 'string' && { only }),
    });
    if (found.objects === 0 && found.findings.length === 0) {
      throw new UsageError(`There is no object in ${dir}.`);
    }
    const { peers } = found.reach;
    const from = chosen('from', options, peers);
    const to = chosen('to', options, peers);
    const choice = { reasons: options['explain'] === true, ...(from && { from }), ...(to && { to }) };
    write(render(found.reach.rows(choice)), context);
    for (const note of found.notes) context.say(`note: ${visible(note)}`);
    for (const { place, severity, policy, message } of found.findings) {
      context.complain(`${visible(placeText(place))}  ${severity}  ${policy}  ${visible(message)}`);
    }
    return found.findings.length > 0 ? 1 : 0;
  },
};

/** Rows are short and many, and each call costs. */
function write(pieces: Iterable<string>, context: Context): void {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < 1_000_000) continue;
    context.print(text);
    text = '';
  }
  if (text !== '') context.print(text);
}

function chosen(
  option: 'from' | 'to',
  options: Input['options'],
  peers: readonly ReachPeer[],
): ((peer: ReachPeer) => boolean) | undefined {
  const text = options[option];
  if (typeof text !== 'string') return undefined;
  const isMeant = parsePeerQuery(text);
  if (!isMeant) {
    throw new UsageError(
      `--${option} is ${JSON.stringify(text)}, must be such as shop/web[Deployment], shop/web, shop/, app=web or 10.0.0.0/8.`,
    );
  }
  if (!peers.some(isMeant)) {
    throw new UsageError(`--${option} is ${JSON.stringify(text)}, must name a workload of the folder, or an address.`);
  }
  return isMeant;
}

function podNetworksOf({ podCidr }: Input['options'], mode: string): readonly AddressRange[] | undefined {
  if (!Array.isArray(podCidr)) return undefined;
  if (mode !== 'sound')
    throw new UsageError('--pod-cidr needs --mode sound: otherwise blocks of addresses match no pods.');
  return podCidr.map((text: string) => {
    const range = parseCidr(text);
    if (range) return range;
    throw new UsageError(`--pod-cidr is ${JSON.stringify(text)}, must be a CIDR such as 10.244.0.0/16.`);
  });
}
