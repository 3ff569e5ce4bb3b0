/** The one form of Cilium's policies that is understood: ways to names outside, and to DNS. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { everyAddress } from '../model/address-range.ts';
import { describe, mustHaveOnly, optionalList, optionalObject, Unreadable } from './inconclusive.ts';
import { readSelector, type Requirement, selectorOf } from './label-selector.ts';
import type { NetworkPolicy, Peer, Rule } from './network-policy.ts';
import type { PolicyPort } from './policy-port.ts';
import { readProtocol } from './policy-port.ts';

export function isCiliumPolicy({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === 'cilium.io/v2' && kind === 'CiliumNetworkPolicy';
}

const namespaceLabel = 'k8s:io.kubernetes.pod.namespace';
const nameLabel = 'kubernetes.io/metadata.name';

/**
 * `toFQDNs` never means a pod of the cluster: Cilium gives those an identity that addresses do not reach. `egressDeny` only
 * closes, and is passed over.
 * @throws {Unreadable} for every other form.
 */
export function readCiliumPolicy(object: InventoryObject, of: Named): NetworkPolicy {
  const { manifest } = object;
  mustHaveOnly(manifest, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], '');
  const spec = optionalObject(manifest['spec'], '/spec') ?? {};
  mustHaveOnly(spec, ['endpointSelector', 'egress', 'egressDeny'], '/spec');
  const podSelector = readSelector(spec['endpointSelector'], '/spec/endpointSelector');
  if (!podSelector) throw new Unreadable('/spec', 'endpointSelector is unset, must be a selector');
  const egress = (optionalList(spec['egress'], '/spec/egress') ?? []).map((one, index) =>
    readRule(one, `/spec/egress/${index}`),
  );
  return { ...of, object, podSelector, rules: { egress } };
}

interface Named {
  readonly name: string;
  readonly namespace: string;
}

function readRule(value: Json, pointer: string): Rule {
  const rule = optionalObject(value, pointer) ?? {};
  mustHaveOnly(rule, ['toFQDNs', 'toEndpoints', 'toPorts'], pointer);
  const names = optionalList(rule['toFQDNs'], `${pointer}/toFQDNs`);
  const endpoints = optionalList(rule['toEndpoints'], `${pointer}/toEndpoints`);
  if ((names === undefined) === (endpoints === undefined)) {
    throw new Unreadable(pointer, 'rule has both or none of toFQDNs and toEndpoints, must have one');
  }
  const peers: readonly Peer[] = endpoints
    ? endpoints.map((one, index) => readEndpoint(one, `${pointer}/toEndpoints/${index}`))
    : [{ kind: 'addresses', ranges: [everyAddress[4], everyAddress[6]], outsideOnly: true }];
  if (peers.length === 0) throw new Unreadable(pointer, 'toEndpoints is empty, must name endpoints');
  return { pointer, peers, ports: readPorts(rule['toPorts'], `${pointer}/toPorts`) };
}

/** By the labels of pods and the name of their namespace, without which the policy's own is meant. */
function readEndpoint(value: Json, pointer: string): Peer {
  const endpoint = optionalObject(value, pointer) ?? {};
  mustHaveOnly(endpoint, ['matchLabels'], pointer);
  const labels = optionalObject(endpoint['matchLabels'], `${pointer}/matchLabels`) ?? {};
  const pods: Requirement[] = [];
  const namespaces: Requirement[] = [];
  for (const [key, label] of Object.entries(labels)) {
    if (typeof label !== 'string') throw new Unreadable(pointer, `label ${key} is ${describe(label)}, must be text`);
    if (key === namespaceLabel) namespaces.push({ key: nameLabel, operator: 'In', values: [label] });
    else if (key.startsWith('k8s:') && !key.startsWith('k8s:io.kubernetes.') && !key.startsWith('k8s:io.cilium.'))
      pods.push({ key: key.slice('k8s:'.length), operator: 'In', values: [label] });
    else throw new Unreadable(pointer, `label is ${JSON.stringify(key)}, must begin with k8s: and be one of pods`);
  }
  return {
    kind: 'pods',
    pods: selectorOf(pods),
    ...(namespaces.length > 0 && { namespaces: selectorOf(namespaces) }),
  };
}

function readPorts(value: Json | undefined, pointer: string): readonly PolicyPort[] {
  const found = (optionalList(value, pointer) ?? []).flatMap((one, index) => {
    const place = `${pointer}/${index}`;
    const rule = optionalObject(one, place) ?? {};
    mustHaveOnly(rule, ['ports', 'rules'], place);
    return (optionalList(rule['ports'], `${place}/ports`) ?? []).map((item, at): PolicyPort => {
      const port = isObject(item) ? item : {};
      const number = Number(port['port']);
      if (typeof port['port'] !== 'string' || !/^[1-9][0-9]{0,4}$/.test(port['port']) || number > 65_535) {
        throw new Unreadable(`${place}/ports/${at}`, `port is ${describe(port['port'])}, must be a number as text`);
      }
      return { protocol: readProtocol(port['protocol'], `${place}/ports/${at}`), range: [number, number] };
    });
  });
  if (found.length === 0) throw new Unreadable(pointer, 'toPorts names no port, must name each');
  return found;
}
