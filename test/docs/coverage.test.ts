/** The page that compares with other tools names what exists, and all of it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policies } from '../../src/policies/index.ts';
import { rules } from '../../src/run/report-of.ts';

const page = readFileSync('docs/coverage.md', 'utf8');
const named = new Set([...page.matchAll(/\[`([^`]+)`\]\(policies\.md#([^)]+)\)/g)].map(([, id = '']) => id));
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| check |'));

describe('the page of coverage', () => {
  it('names policies and checks that exist', () => {
    const known = new Set(rules.map(({ id }) => id));
    expect([...named].filter((id) => !known.has(id))).toEqual([]);
  });

  it('links each to its own place', () => {
    const links = [...page.matchAll(/\[`([^`]+)`\]\(([^)]+)\)/g)];
    expect(links.filter(([, id, target]) => target !== `policies.md#${id}`)).toEqual([]);
  });

  it('names every policy', () => {
    expect(policies.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });

  it('has many checks, each once', () => {
    const checks = rows.map((row) => row.split(' | ')[0]);
    expect(checks.length).toBeGreaterThan(100);
    expect(checks.filter((check, index) => checks.indexOf(check) !== index)).toEqual([]);
  });

  it.each(rows)('says of %s what makes it, or why nothing does', (row) => {
    const cells = row.split(' | ');
    expect(cells).toHaveLength(3);
    expect(cells[2]).toMatch(/^(\[`[a-z-]+`\]\(policies\.md#|none: \S|none of )/);
  });
});
