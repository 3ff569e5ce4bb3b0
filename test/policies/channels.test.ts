import { describe, expect, it } from 'vitest';
import { channels, closesChannel } from '../../src/policies/channels.ts';
import { policies } from '../../src/policies/index.ts';

describe('channels', () => {
  const named = channels.flatMap((channel) => channel.policies);

  it('name policies that exist, each once, sorted', () => {
    const known = new Set(policies.map(({ id }) => id));
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect(named.filter((id, index) => named.indexOf(id) !== index)).toEqual([]);
    for (const channel of channels) expect(channel.policies).toEqual(channel.policies.toSorted());
  });

  it('rest on every policy that looks at several tenants', () => {
    const joining = policies.filter(({ family }) => family === 'fleet' || family === 'isolation');
    expect(joining.filter(({ id }) => !closesChannel(id))).toEqual([]);
  });

  it('are told apart by their ids', () => {
    expect(new Set(channels.map(({ id }) => id)).size).toBe(channels.length);
  });
});
