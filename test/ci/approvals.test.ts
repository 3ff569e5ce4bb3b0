import { describe, expect, it } from 'vitest';
import { judgeApprovals, type Opinion } from '../../scripts/ci/approvals.ts';
import type { Affected } from '../../src/oversight/affected-owners.ts';

const head = 'b'.repeat(40);
const ada = { name: 'Ada', email: 'ada@example.com', github: 'Ada-L' };
const list = { name: 'Operations', email: 'operations@example.com' };
const acme = { tenant: 'acme', isSource: true, owners: [ada, list] };
const birch = { tenant: 'birch', isSource: true, owners: [list] };
const yes = (login: string, commit = head): Opinion => ({ login, state: 'APPROVED', commit });

interface Case {
  readonly name: string;
  readonly tenants: Affected['tenants'];
  readonly opinions: readonly Opinion[];
  readonly author?: string;
  readonly maintainers?: readonly string[];
  readonly says: string;
  readonly wanted?: readonly string[];
}

const waits = 'acme needs the approval of an owner.';
const cases: readonly Case[] = [
  { name: 'an owner, in any case', tenants: [acme], opinions: [yes('ada-l')], says: 'Approved for acme.' },
  { name: 'nobody', tenants: [acme], opinions: [], says: waits, wanted: ['ada-l'] },
  { name: 'a stranger', tenants: [acme], opinions: [yes('mallory')], says: waits, wanted: ['ada-l'] },
  {
    name: 'an owner, of an older commit',
    tenants: [acme],
    opinions: [yes('Ada-L', 'c')],
    says: waits,
    wanted: ['ada-l'],
  },
  {
    name: 'an owner who thought better of it',
    tenants: [acme],
    opinions: [yes('Ada-L'), { ...yes('Ada-L'), state: 'CHANGES_REQUESTED' }],
    says: waits,
    wanted: ['ada-l'],
  },
  {
    name: 'an owner who approved and then commented',
    tenants: [acme],
    opinions: [yes('Ada-L'), { ...yes('Ada-L'), state: 'COMMENTED' }],
    says: 'Approved for acme.',
  },
  {
    name: 'an approval that was dismissed',
    tenants: [acme],
    opinions: [{ ...yes('Ada-L'), state: 'DISMISSED' }],
    says: waits,
    wanted: ['ada-l'],
  },
  {
    name: 'the owner who is the author',
    tenants: [acme],
    author: 'ada-l',
    opinions: [yes('Ada-L')],
    says: 'acme needs the approval of the platform team.',
  },
  {
    name: 'a maintainer',
    tenants: [acme, birch],
    opinions: [yes('Max')],
    maintainers: ['max'],
    says: 'Approved for acme and birch.',
  },
  {
    name: 'an owner of one of two',
    tenants: [acme, birch],
    opinions: [yes('ada-l')],
    says: 'birch needs the approval of the platform team.',
  },
  {
    name: 'a new tenant that names its author an owner',
    tenants: [{ tenant: 'cedar', isSource: true, owners: undefined }],
    author: 'mallory',
    opinions: [yes('friend')],
    says: 'cedar needs the approval of the platform team.',
  },
  {
    name: 'nothing, where only dist follows',
    tenants: [{ ...acme, isSource: false }],
    opinions: [],
    says: "No tenant's own files change.",
  },
  {
    name: 'nobody, of many',
    tenants: ['a', 'b', 'c'].map((tenant) => ({ tenant, isSource: true, owners: [ada] })),
    opinions: [],
    says: 'a, b and 1 more need the approval of an owner.',
    wanted: ['ada-l'],
  },
];

describe('an approval by', () => {
  it.each(cases)('$name: $says', ({ tenants, opinions, author = 'grace', maintainers = [], says, wanted = [] }) => {
    const affected = { tenants, platform: [] };
    const verdict = judgeApprovals({ author, head, affected, opinions, maintainers: new Set(maintainers) });
    expect(verdict).toEqual({ isApproved: !says.includes('need'), description: says, wanted });
  });
});
