import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { publish } from '../../scripts/ci/publish.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';
import { type Answers, fakeGitHub } from './fake-github.ts';

const marker = '<!-- aos-fleet plan -->';
const head = 'a'.repeat(40);
const bot = { login: 'github-actions[bot]' };
const listed = 'GET /issues/7/comments';
const upload = 'POST /code-scanning/sarifs';
const written = { 'POST /issues/7/comments': { status: 201 }, [upload]: { status: 202 } };

async function published(answers: Answers, files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  const all = { 'comment.md': `${marker}\nnew`, ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  const { hub, changes } = await fakeGitHub(answers);
  return { done: await publish(hub, { number: 7, head, folder }), changes };
}

describe('the comment', () => {
  it('is written where there is none yet', async () => {
    const { changes } = await published({ ...written, [listed]: { data: [] } });
    expect(changes).toEqual([['POST /issues/7/comments', { body: `${marker}\nnew` }]]);
  });

  it('is updated, on whatever page it stands', async () => {
    const others = Array.from({ length: 100 }, (_, id) => ({ id, user: { login: 'ada' }, body: 'Fine.' }));
    const mine = { id: 400, user: bot, body: `${marker}\nold` };
    const answers = { [listed]: { pages: [others, [mine]] }, 'PATCH /issues/comments/400': {} };
    const { changes } = await published(answers);
    expect(changes).toEqual([['PATCH /issues/comments/400', { body: `${marker}\nnew` }]]);
  });

  it('is left alone when it says the same', async () => {
    const { changes } = await published({ [listed]: { data: [{ id: 1, user: bot, body: `${marker}\nnew` }] } });
    expect(changes).toEqual([]);
  });

  it.each([
    ['somebody else wrote the marker', { id: 1, user: { login: 'mallory' }, body: `${marker}\nAll is fine.` }],
    ['the bot quotes the marker', { id: 1, user: bot, body: `See ${marker}` }],
    ['its author is gone', { id: 1, user: null, body: marker }],
  ])('is another one when %s', async (_, comment) => {
    const { changes } = await published({ ...written, [listed]: { data: [comment] } });
    expect(changes.map(([asked]) => asked)).toEqual(['POST /issues/7/comments']);
  });

  it('is nothing else than a comment of ours', async () => {
    const answers = { ...written, [listed]: { data: [] } };
    await expect(published(answers, { 'comment.md': 'Approve this!' })).rejects.toThrow('must be a comment');
  });

  it('fits', async () => {
    const answers = { ...written, [listed]: { data: [] } };
    const { changes } = await published(answers, { 'comment.md': marker + 'x'.repeat(100_000) });
    expect((changes[0]![1] as { body: string }).body).toHaveLength(65_536);
  });
});

describe('the findings', () => {
  const answers = { ...written, [listed]: { data: [] } };

  it('are uploaded for the head that the event names', async () => {
    const { changes } = await published(answers, { 'findings.sarif': '{"runs":[]}' });
    const [, [asked, body]] = changes as [unknown, [string, Record<string, string>]];
    expect(asked).toBe(upload);
    expect(body).toMatchObject({ commit_sha: head, ref: 'refs/pull/7/head' });
    expect(gunzipSync(Buffer.from(body['sarif']!, 'base64')).toString()).toBe('{"runs":[]}');
  });

  it('are no reason to fail where code scanning is off', async () => {
    const off = { ...answers, [upload]: { status: 403, data: { message: 'Advanced Security must be enabled' } } };
    const { done } = await published(off, { 'findings.sarif': '{}' });
    expect(done[1]).toBe('The findings were not uploaded: code scanning is off here.');
  });

  it('are a reason to fail when GitHub does not understand them', async () => {
    const broken = { ...answers, [upload]: { status: 400, data: { message: 'Invalid SARIF' } } };
    await expect(published(broken, { 'findings.sarif': '{' })).rejects.toThrow('Invalid SARIF');
  });
});
