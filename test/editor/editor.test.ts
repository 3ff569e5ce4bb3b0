/** What an editor shows while somebody writes a spec: docs/editor.md says it, the language server must. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Editor, openInEditor } from './language-server.ts';

const spec = `import { defineTenant } from 'aos-fleet';

export default defineTenant({
  id: 'acme',
  plan: 'huge',
  odoo: { modules: ['crm'], wokers: 4 },
  
});
`;

describe('an editor with a spec', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await openInEditor('tenants/acme.ts', spec);
  }, 30_000);
  afterAll(() => editor.close());

  it('completes fields, those that are optional with a question mark', async () => {
    const offered = await editor.completions({ line: 6, character: 2 });
    expect(offered).toEqual(expect.arrayContaining(['name', 'class', 'contract', 'domains', 'backup?', 'database?']));
    expect(offered).not.toContain('plan');
  });

  it('completes values', async () => {
    expect(await editor.completions({ line: 4, character: 9 })).toEqual(['large', 'medium', 'small']);
  });

  it('tells what a field means', async () => {
    const text = await editor.hover({ line: 4, character: 3 });
    expect(text).toContain('(property) TenantSpec.plan: "large" | "medium" | "small"');
    expect(text).toContain('Size of the stack: `small` (up to 15 users), `medium` (up to 40), `large` (up to 100).');
  });

  it('marks what is wrong', async () => {
    expect(await editor.errors()).toEqual([
      `Type '"huge"' is not assignable to type '"large" | "medium" | "small"'.`,
      expect.stringMatching(/^Object literal .* 'wokers' does not exist in type .* Did you mean to write 'workers'\?$/),
    ]);
  });
});
