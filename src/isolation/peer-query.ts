/** Understands how people name workloads and addresses: `shop/web[Deployment]`, `shop/`, `app=web`, `10.0.0.0/8`. */
import { overlap, parseAddress, parseCidr } from '../model/address-range.ts';
import { controllers } from './entry-points.ts';
import type { ReachPeer } from './reach.ts';

/** Whether a peer is meant; undefined when the text is none of the forms. */
export function parsePeerQuery(text: string): ((peer: ReachPeer) => boolean) | undefined {
  if (controllers.has(text)) return ({ name }) => name === text;
  const addresses = parseCidr(text) ?? parseAddress(text);
  if (addresses) return ({ range }) => range !== undefined && overlap(range, addresses);
  if (text.includes('=')) return parseLabels(text);
  const [, namespace, name = '', kind] = /^([a-z0-9-]+)\/(?:([^/[\]#]+)(\[[^/[\]]+\](?:#\d+)?)?)?$/.exec(text) ?? [];
  if (namespace === undefined) return undefined;
  const prefix = name === '' ? `${namespace}/` : `${namespace}/${name}[`;
  return (peer) => peer.range === undefined && (kind === undefined ? peer.name.startsWith(prefix) : peer.name === text);
}

/** `app=web,tier=front`: a workload some of whose pods have all of these labels. */
function parseLabels(text: string): ((peer: ReachPeer) => boolean) | undefined {
  const wanted = text.split(',').map((one) => one.split('='));
  if (wanted.some((parts) => parts.length !== 2 || parts[0] === '')) return undefined;
  return ({ labels }) =>
    labels.some((own) => wanted.every(([key = '', value]) => Object.hasOwn(own, key) && own[key] === value));
}
