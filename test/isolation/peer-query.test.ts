import { describe, expect, it } from 'vitest';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { parsePeerQuery } from '../../src/isolation/peer-query.ts';
import { reach } from '../../src/isolation/reach.ts';
import { inventoryOf, pod, policy } from './cluster.ts';

const { peers } = reach(
  networkInventory(
    inventoryOf([
      pod('shop/web'),
      pod('shop/web-2'),
      pod('shop/web'),
      pod('shop-2/web'),
      policy('shop/p', {
        ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, { ipBlock: { cidr: 'fd00::/8' } }] }],
      }),
    ]),
  ),
  { mode: 'reference' },
);

describe('a query for peers', () => {
  it.each([
    ['shop/', ['shop/web-2[Pod]', 'shop/web[Pod]', 'shop/web[Pod]#2']],
    ['shop/web', ['shop/web[Pod]', 'shop/web[Pod]#2']],
    ['shop/web[Pod]', ['shop/web[Pod]']],
    ['shop/web[Pod]#2', ['shop/web[Pod]#2']],
    ['shop/web[Job]', []],
    ['shop/we', []],
    ['pod=web', ['shop-2/web[Pod]', 'shop/web[Pod]', 'shop/web[Pod]#2']],
    ['pod=web,tier=front', []],
    ['constructor=web', []],
    ['10.1.2.3', ['10.0.0.0-10.255.255.255']],
    ['9.0.0.0/7', ['0.0.0.0-9.255.255.255']],
    ['8.0.0.0/5', ['0.0.0.0-9.255.255.255', '10.0.0.0-10.255.255.255', '11.0.0.0-255.255.255.255']],
    ['fd00::1', ['fd00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']],
  ])('%s means %j', (text, names) => {
    const isMeant = parsePeerQuery(text)!;
    expect(peers.filter(isMeant).map(({ name }) => name)).toEqual(names);
  });

  it.each(['', 'web', '/', '/web', 'shop/web[Pod', 'shop/web]', 'shop/a/b', 'a=b=c', '=b', '10.0.0.0/40', '10.0.0'])(
    '%j is none',
    (text) => {
      expect(parsePeerQuery(text)).toBeUndefined();
    },
  );
});
