import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Exception } from '../../src/model/fleet.ts';
import { policies } from '../../src/policies/index.ts';
import { acceptExceptions } from '../../src/run/accept-exceptions.ts';

const policy = 'images-by-digest';
const reason = 'The mirror is being moved.';

function exception(more: Partial<Exception> = {}): Exception {
  return { policy, tenant: 'acme', reason, owner: 'platform@example.com', expires: '2027-01-31', ...more };
}

/** A finding in `Kind name`, or in `Kind namespace/name`. */
function finding(object: string, tenant = 'acme'): Finding {
  const [kind = '', path = ''] = object.split(' ');
  const [namespace = '', name] = path.includes('/') ? path.split('/') : ['tenant-acme', path];
  return {
    policy,
    severity: 'error',
    tenant,
    object: { apiVersion: 'apps/v1', kind, namespace, name: name ?? '' },
    place: { file: 'dist/x.yaml', line: 1, column: 1 },
    message: 'image is by tag, must be by digest',
    fix: 'Write the digest.',
  };
}

const web = 'Deployment odoo-web';
const cron = 'Deployment odoo-cron';

interface Case {
  readonly name: string;
  readonly exceptions: readonly Exception[];
  readonly findings: readonly Finding[];
  /** For each finding the reason for which it is accepted; undefined when it is not. */
  readonly accepted: readonly (string | undefined)[];
  /** Check, pointer and message of each finding about the exceptions. */
  readonly reported?: readonly (readonly [check: string, pointer: string, message: string, fix?: string])[];
}

const cases: readonly Case[] = [
  {
    name: 'without an object, all findings of the only object that has any',
    exceptions: [exception()],
    findings: [finding(web), finding(web)],
    accepted: [reason, reason],
  },
  {
    name: 'without an object, two of them',
    exceptions: [exception()],
    findings: [finding(web), finding(cron), finding(web, 'globex')],
    accepted: [reason, reason, undefined],
    reported: [
      [
        'exception-too-wide',
        '/0',
        'the exception accepts "images-by-digest" in 2 objects, "Deployment tenant-acme/odoo-cron", "Deployment tenant-acme/odoo-web", must name one',
        "Write object: 'Deployment tenant-acme/odoo-cron', and an exception for each of the others; or repair them.",
      ],
    ],
  },
  {
    name: 'one object, with and without its namespace',
    exceptions: [exception({ object: web }), exception({ object: 'Deployment tenant-acme/odoo-cron', reason: 'two' })],
    findings: [finding(web), finding(cron), finding('Job odoo-web')],
    accepted: [reason, 'two', undefined],
  },
  {
    name: 'a name that is in two namespaces',
    exceptions: [exception({ object: web })],
    findings: [finding(web), finding('Deployment flux-system/odoo-web')],
    accepted: [reason, reason],
    reported: [
      [
        'exception-too-wide',
        '/0/object',
        'the exception accepts "images-by-digest" in 2 objects, "Deployment flux-system/odoo-web", "Deployment tenant-acme/odoo-web", must name one',
      ],
    ],
  },
  {
    name: 'the narrower of two, whatever their order',
    exceptions: [exception({ reason: 'the rest' }), exception({ object: web })],
    findings: [finding(web), finding(cron)],
    accepted: [reason, 'the rest'],
  },
  {
    name: 'as many findings as it says',
    exceptions: [exception({ object: web, findings: 2 })],
    findings: [finding(web), finding(web)],
    accepted: [reason, reason],
  },
  {
    name: 'more, and fewer',
    exceptions: [exception({ object: web, findings: 1 }), exception({ object: cron, findings: 2 })],
    findings: [finding(web), finding(web), finding(cron)],
    accepted: [reason, reason, reason],
    reported: [
      [
        'exception-too-wide',
        '/0/findings',
        'the exception says 1 finding of "images-by-digest" in "Deployment tenant-acme/odoo-web", must be 2 as there are',
      ],
      [
        'exception-too-wide',
        '/1/findings',
        'the exception says 2 findings of "images-by-digest" in "Deployment tenant-acme/odoo-cron", must be 1 as there are',
        'Write findings: 1, so that nothing new takes the place of what was repaired.',
      ],
    ],
  },
  {
    name: 'nothing, twice the same, and what was not judged',
    exceptions: [exception({ object: web }), exception({ object: web }), exception({ tenant: 'globex' })],
    findings: [finding(web)],
    accepted: [reason],
    reported: [
      [
        'exception-unused',
        '/1',
        'exception 1 accepts "images-by-digest" of tenant "acme" in "Deployment odoo-web", which reports nothing, must accept a finding',
      ],
    ],
  },
  {
    name: 'six objects, of which five are named',
    exceptions: [exception()],
    findings: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => finding(`Job ${name}`)),
    accepted: [reason, reason, reason, reason, reason, reason],
    reported: [
      [
        'exception-too-wide',
        '/0',
        'the exception accepts "images-by-digest" in 6 objects, "Job tenant-acme/a", "Job tenant-acme/b", "Job tenant-acme/c", "Job tenant-acme/d", "Job tenant-acme/e" and 1 more, must name one',
      ],
    ],
  },
];

describe('acceptExceptions', () => {
  it.each(cases)('accepts $name', ({ exceptions, findings, accepted, reported = [] }) => {
    const all = acceptExceptions(findings, { exceptions, documents: new Map(), policies, tenants: new Set(['acme']) });
    expect(all.slice(0, findings.length).map(({ exception: by }) => by?.reason)).toEqual(accepted);
    const faults = all.slice(findings.length);
    const told = faults.map((fault, index) => {
      const about = [fault.policy, fault.pointer, fault.message];
      return reported[index]?.[3] === undefined ? about : about.concat(fault.fix);
    });
    expect(told).toEqual(reported);
  });
});
