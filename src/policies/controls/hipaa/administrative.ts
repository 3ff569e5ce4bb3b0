/** 45 CFR 164.308, administrative safeguards. */
import type { ControlItem } from '../control-item.ts';

export const administrative: readonly ControlItem[] = [
  {
    id: '164.308(a)(1)',
    title: 'Security management process',
    need: 'required',
    partly:
      'Preventing, detecting and correcting violations is a process of people; policies stop those that manifests show.',
  },
  {
    id: '164.308(a)(1)(ii)(A)',
    title: 'Risk analysis',
    need: 'required',
    uncovered: 'The analysis is written by people; what the fleet assumes and accepts is listed for it.',
  },
  {
    id: '164.308(a)(1)(ii)(B)',
    title: 'Risk management',
    need: 'required',
    uncovered:
      'People decide which risks to bear; accepted findings stand in `fleet/exceptions.ts` with owner, reason and last day.',
  },
  {
    id: '164.308(a)(1)(ii)(C)',
    title: 'Sanction policy',
    need: 'required',
    uncovered: "Sanctions against people are the employer's.",
  },
  {
    id: '164.308(a)(1)(ii)(D)',
    title: 'Information system activity review',
    need: 'required',
    uncovered: 'People read the logs, alerts and reports; manifests only say where those go.',
  },
  {
    id: '164.308(a)(2)',
    title: 'Assigned security responsibility',
    need: 'required',
    uncovered: 'The security official is named by the company, not in manifests.',
  },
  {
    id: '164.308(a)(3)',
    title: 'Workforce security',
    need: 'required',
    uncovered: 'Who works with health data, and who no longer does, is decided by people and their directory.',
  },
  {
    id: '164.308(a)(3)(ii)(A)',
    title: 'Authorization and/or supervision',
    need: 'addressable',
    uncovered: 'Supervision of the workforce is a process of people.',
  },
  {
    id: '164.308(a)(3)(ii)(B)',
    title: 'Workforce clearance procedure',
    need: 'addressable',
    uncovered: 'Clearance of people happens before they have any account.',
  },
  {
    id: '164.308(a)(3)(ii)(C)',
    title: 'Termination procedures',
    need: 'addressable',
    uncovered: 'Accounts of people are ended in the directory, in Git and in Odoo, not in manifests.',
  },
  { id: '164.308(a)(4)', title: 'Information access management', need: 'required' },
  {
    id: '164.308(a)(4)(ii)(A)',
    title: 'Isolating health care clearinghouse functions',
    need: 'required',
    uncovered: 'No tenant is a clearinghouse; one that were would be a tenant of its own, apart from all others.',
  },
  {
    id: '164.308(a)(4)(ii)(B)',
    title: 'Access authorization',
    need: 'addressable',
    partly:
      "Rights of programs in the cluster are judged; rights of people are given in Odoo and by the cluster's login.",
  },
  {
    id: '164.308(a)(4)(ii)(C)',
    title: 'Access establishment and modification',
    need: 'addressable',
    uncovered: 'Each change of a right is a reviewed commit; the review is done by people and kept by Git.',
  },
  {
    id: '164.308(a)(5)',
    title: 'Security awareness and training',
    need: 'required',
    uncovered: 'Training is of people, not of manifests.',
  },
  {
    id: '164.308(a)(5)(ii)(A)',
    title: 'Security reminders',
    need: 'addressable',
    uncovered: 'Reminders go to people, not into manifests.',
  },
  {
    id: '164.308(a)(5)(ii)(B)',
    title: 'Protection from malicious software',
    need: 'addressable',
    uncovered:
      'Images are scanned where they are built, and uploads where people open them; manifests only fix which image runs.',
  },
  {
    id: '164.308(a)(5)(ii)(C)',
    title: 'Log-in monitoring',
    need: 'addressable',
    uncovered: 'Odoo logs each log-in, and the place that collects the logs watches them.',
  },
  {
    id: '164.308(a)(5)(ii)(D)',
    title: 'Password management',
    need: 'addressable',
    uncovered:
      "Passwords of people are kept by Odoo or their directory; those of programs are the checks' `secret-old` and `secret-weak`.",
  },
  {
    id: '164.308(a)(6)',
    title: 'Security incident procedures',
    need: 'required',
    uncovered: 'What to do in an incident is in runbooks, for people.',
  },
  {
    id: '164.308(a)(6)(ii)',
    title: 'Response and reporting',
    need: 'required',
    partly: 'Alerts are judged to be readable; answering them and reporting is for people.',
  },
  {
    id: '164.308(a)(7)',
    title: 'Contingency plan',
    need: 'required',
    uncovered: 'The plan is written by people; its parts below are judged one by one.',
  },
  {
    id: '164.308(a)(7)(ii)(A)',
    title: 'Data backup plan',
    need: 'required',
    partly: 'That backups are ordered is judged; that they succeed is measured while they run.',
  },
  {
    id: '164.308(a)(7)(ii)(B)',
    title: 'Disaster recovery plan',
    need: 'required',
    partly: 'That a restore can be fast enough is judged; the plan itself is a runbook for people.',
  },
  {
    id: '164.308(a)(7)(ii)(C)',
    title: 'Emergency mode operation plan',
    need: 'required',
    partly: 'That each tenant stays up next to the others is judged; working without Odoo is planned by people.',
  },
  {
    id: '164.308(a)(7)(ii)(D)',
    title: 'Testing and revision procedures',
    need: 'addressable',
    uncovered:
      'A drill in the stack restores the newest backup each week; its result is measured in the cluster, not read in manifests.',
  },
  {
    id: '164.308(a)(7)(ii)(E)',
    title: 'Applications and data criticality analysis',
    need: 'addressable',
    uncovered: 'People decide how critical a tenant is and write it into its spec as environment, plan and contract.',
  },
  {
    id: '164.308(a)(8)',
    title: 'Evaluation',
    need: 'required',
    uncovered: 'People evaluate at intervals; the reports and this mapping are what they can read.',
  },
  {
    id: '164.308(b)(1)',
    title: 'Business associate contracts and other arrangements',
    need: 'required',
    uncovered:
      'Contracts are signed by people; check `tenant-baa` refuses external tenants with health data that name none.',
  },
  {
    id: '164.308(b)(3)',
    title: 'Written contract or other arrangement',
    need: 'required',
    uncovered: 'The contract is a document outside of the repository; the spec of a tenant only refers to it.',
  },
];
