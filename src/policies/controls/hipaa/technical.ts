/** 45 CFR 164.312, technical safeguards. */
import type { ControlItem } from '../control-item.ts';

export const technical: readonly ControlItem[] = [
  {
    id: '164.312(a)(1)',
    title: 'Access control',
    need: 'required',
    partly: 'Access of programs is judged; access of people to records is given in Odoo.',
  },
  {
    id: '164.312(a)(2)(i)',
    title: 'Unique user identification',
    need: 'required',
    partly: "Each program has an account of its own; the accounts of people are Odoo's.",
  },
  {
    id: '164.312(a)(2)(ii)',
    title: 'Emergency access procedure',
    need: 'required',
    uncovered:
      "Who reaches the cluster when all else fails is in a runbook and in the cloud's login, not in manifests of tenants.",
  },
  {
    id: '164.312(a)(2)(iii)',
    title: 'Automatic logoff',
    need: 'addressable',
    uncovered: 'Odoo ends idle sessions; how soon is set in Odoo.',
  },
  {
    id: '164.312(a)(2)(iv)',
    title: 'Encryption and decryption',
    need: 'addressable',
    partly:
      'Secrets and storage classes are judged; the disks are encrypted by the cloud, whose word stands in `fleet/clusters.ts`.',
  },
  {
    id: '164.312(b)',
    title: 'Audit controls',
    need: 'required',
    partly: 'Rules and alerts are judged to be readable; Odoo writes the log of records, the cluster its audit log.',
  },
  {
    id: '164.312(c)(1)',
    title: 'Integrity',
    need: 'required',
    partly: "Which programs run is judged; changes of records by people are Odoo's.",
  },
  {
    id: '164.312(c)(2)',
    title: 'Mechanism to authenticate electronic protected health information',
    need: 'addressable',
    uncovered:
      "Whether records were altered is found by PostgreSQL's checksums and by the weekly drill, while they run.",
  },
  {
    id: '164.312(d)',
    title: 'Person or entity authentication',
    need: 'required',
    partly: 'How programs prove who they are is judged; people prove it to Odoo.',
  },
  { id: '164.312(e)(1)', title: 'Transmission security', need: 'required' },
  {
    id: '164.312(e)(2)(i)',
    title: 'Integrity controls',
    need: 'addressable',
    uncovered: 'TLS detects what was altered on the way; that it is used is 164.312(e)(2)(ii).',
  },
  {
    id: '164.312(e)(2)(ii)',
    title: 'Encryption',
    need: 'addressable',
    partly:
      "The way from people to the gateway is judged; between gateway and Odoo the cluster's network must be trusted.",
  },
];
