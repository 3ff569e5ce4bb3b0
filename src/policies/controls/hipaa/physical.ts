/** 45 CFR 164.310, physical safeguards: mostly of the data centre, which a cloud runs. */
import type { ControlItem } from '../control-item.ts';

export const physical: readonly ControlItem[] = [
  {
    id: '164.310(a)(1)',
    title: 'Facility access controls',
    need: 'required',
    partly: "Which machines a tenant shares is judged; access to the machines themselves is the cloud's.",
  },
  {
    id: '164.310(a)(2)(i)',
    title: 'Contingency operations',
    need: 'addressable',
    uncovered: "Access to buildings in an emergency is the cloud's.",
  },
  {
    id: '164.310(a)(2)(ii)',
    title: 'Facility security plan',
    need: 'addressable',
    uncovered: 'Buildings and equipment are guarded by the cloud.',
  },
  {
    id: '164.310(a)(2)(iii)',
    title: 'Access control and validation procedures',
    need: 'addressable',
    uncovered: 'Visitors and staff of data centres are checked by the cloud.',
  },
  {
    id: '164.310(a)(2)(iv)',
    title: 'Maintenance records',
    need: 'addressable',
    uncovered: 'Repairs of buildings and hardware are recorded by the cloud.',
  },
  {
    id: '164.310(b)',
    title: 'Workstation use',
    need: 'required',
    uncovered: 'How people use their computers is a rule for people.',
  },
  {
    id: '164.310(c)',
    title: 'Workstation security',
    need: 'required',
    uncovered: 'Computers of people are guarded where they stand.',
  },
  {
    id: '164.310(d)(1)',
    title: 'Device and media controls',
    need: 'required',
    partly: "Which volumes a tenant gets and from what they are filled is judged; the disks below are the cloud's.",
  },
  {
    id: '164.310(d)(2)(i)',
    title: 'Disposal',
    need: 'required',
    partly:
      'Which steps lead to the deletion of data is judged; disks are destroyed by the cloud, and backups of a tenant that left by people.',
  },
  {
    id: '164.310(d)(2)(ii)',
    title: 'Media re-use',
    need: 'required',
    uncovered: 'The cloud erases a disk before it gives it to anybody else.',
  },
  {
    id: '164.310(d)(2)(iii)',
    title: 'Accountability',
    need: 'addressable',
    uncovered: 'Movements of hardware are recorded by the cloud.',
  },
  {
    id: '164.310(d)(2)(iv)',
    title: 'Data backup and storage',
    need: 'addressable',
    uncovered: 'Equipment is moved by the cloud; the copies of data that exist at any time are 164.308(a)(7)(ii)(A).',
  },
];
