/** 45 CFR 164.314 and 164.316: organizational requirements, policies and procedures, documentation. */
import type { ControlItem } from '../control-item.ts';

export const organizational: readonly ControlItem[] = [
  {
    id: '164.314(a)(1)',
    title: 'Business associate contracts or other arrangements',
    need: 'required',
    uncovered:
      'Contracts are signed by people; check `tenant-baa` refuses external tenants with health data that name none.',
  },
  {
    id: '164.314(a)(2)(i)',
    title: 'Business associate contracts',
    need: 'required',
    uncovered: 'What a contract says is read by people.',
  },
  {
    id: '164.314(a)(2)(ii)',
    title: 'Other arrangements',
    need: 'required',
    uncovered: 'What an arrangement says is read by people.',
  },
  {
    id: '164.314(a)(2)(iii)',
    title: 'Business associate contracts with subcontractors',
    need: 'required',
    uncovered: 'The contract with the cloud is signed by people.',
  },
  {
    id: '164.314(b)(1)',
    title: 'Requirements for group health plans',
    need: 'required',
    uncovered: 'It binds plan sponsors and their documents, not software.',
  },
  {
    id: '164.314(b)(2)',
    title: 'Plan documents',
    need: 'required',
    uncovered: 'Documents of group health plans are written by people.',
  },
  {
    id: '164.316(a)',
    title: 'Policies and procedures',
    need: 'required',
    uncovered: 'The procedures of the company are written by people; this repository documents only its own.',
  },
  {
    id: '164.316(b)(1)',
    title: 'Documentation',
    need: 'required',
    uncovered:
      'Git keeps each change with author, time and reason, and CI its reports; what else is documented is for people.',
  },
  {
    id: '164.316(b)(2)(i)',
    title: 'Time limit',
    need: 'required',
    partly: 'How long backups are kept is judged; how long documents are kept is for people.',
  },
  {
    id: '164.316(b)(2)(ii)',
    title: 'Availability',
    need: 'required',
    uncovered: "Who can read the documentation is a matter of the repository's access.",
  },
  {
    id: '164.316(b)(2)(iii)',
    title: 'Updates',
    need: 'required',
    uncovered: 'People review the documentation; the pages made from code are compared with it in each run of CI.',
  },
];
