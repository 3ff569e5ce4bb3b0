import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putIssue, reportIn } from '../../scripts/ci/one-issue.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';
import { fakeGitHub } from './fake-github.ts';

const marker = '<!-- aos-fleet daily -->';
const page = 'https://github.com/acme/fleet/actions/runs/1';
const opened = { number: 5, body: `${marker}\nold` };
const answers = {
  'POST /issues': { status: 201, data: { number: 6 } },
  'PATCH /issues/5': {},
  'POST /issues/5/comments': { status: 201 },
};

const body = `${marker}\nThe newest run: ${page}\n\nA pin has ended.`;

describe('the issue about the daily checks', () => {
  it.each([
    {
      name: 'is opened',
      issues: [
        { number: 4, body: 'A question' },
        { number: 5, body: marker, pull_request: {} },
      ],
      report: 'A pin has ended.',
      changes: [['POST /issues', { title: 'The daily checks of the fleet failed', body }]],
    },
    {
      name: 'is brought up to date',
      issues: [opened],
      report: 'A pin has ended.',
      changes: [['PATCH /issues/5', { body }]],
    },
    {
      name: 'is closed',
      issues: [opened],
      changes: [
        ['POST /issues/5/comments', { body: `All is well again: ${page}` }],
        ['PATCH /issues/5', { state: 'closed' }],
      ],
    },
    { name: 'is not there while all is well', issues: [], changes: [] },
  ])('$name', async ({ issues, report, changes: wanted }) => {
    const { hub, changes } = await fakeGitHub({ ...answers, 'GET /issues': { data: issues } });
    await putIssue(hub, { report, page });
    expect(changes).toEqual(wanted);
  });
});

describe('what the checks left', () => {
  it.each([
    { files: { finished: '' }, report: undefined },
    { files: { finished: '', 'report.md': 'A pin has ended.' }, report: 'A pin has ended.' },
    { files: {}, report: 'The checks did not end: nothing is known.\n' },
  ])('$files: $report', ({ files, report }) => {
    const folder = temporaryFolder();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    expect(reportIn(folder)).toBe(report);
  });
});
