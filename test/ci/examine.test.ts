import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examine } from '../../scripts/ci/examine.ts';
import { longestComment, reviewComment } from '../../scripts/ci/review-comment.ts';
import { git } from '../../src/git/git.ts';
import { type Repository, repository } from '../git/repository.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { repository as here, synth, temporaryFolder } from '../run/fleet-folder.ts';

const program = join(here, 'bin/fleet.mjs');

/** main with a fleet, and the head of a branch that changes it. */
function pull(change: (repo: Repository) => void): { readonly root: string; readonly head: string } {
  const repo = repository();
  onTestFinished(() => repo.delete());
  writeFleet(repo.root);
  repo.commit();
  repo.git('checkout', '--quiet', '-b', 'change');
  change(repo);
  const head = repo.commit();
  repo.git('checkout', '--quiet', 'main');
  return { root: repo.root, head };
}

/** A stand-in for `fleet`: plans with what it was asked and the environment that it sees, else passes on to the real one. */
function standIn(
  plan = 'console.log("<!-- aos-fleet plan -->\\n" + process.argv.slice(2).join(" ") + Object.keys(process.env))',
) {
  const file = join(temporaryFolder(), 'fleet.mjs');
  writeFileSync(file, `if (process.argv.includes('plan')) { ${plan} } else await import(${JSON.stringify(program)});`);
  return [process.execPath, file];
}

function examined(of: { readonly root: string; readonly head: string }, fleet = standIn()) {
  const output = join(temporaryFolder(), 'output');
  examine({ ...of, number: 7, fleet, output });
  const findings = join(output, 'findings.sarif');
  return {
    comment: readFileSync(join(output, 'comment.md'), 'utf8'),
    rules: existsSync(findings) ? rulesIn(readFileSync(findings, 'utf8')) : undefined,
  };
}

function rulesIn(sarif: string): readonly string[] {
  const { runs } = JSON.parse(sarif) as { runs: { results: { ruleId: string }[] }[] };
  return [...new Set(runs.flatMap(({ results }) => results.map(({ ruleId }) => ruleId)))].sort();
}

describe('an examination', () => {
  it('plans from main to the merge, and judges the merged data', () => {
    process.env['GITHUB_TOKEN'] = 'secret';
    onTestFinished(() => void delete process.env['GITHUB_TOKEN']);
    const spec = specText('defineTenant', { ...tenantSpec(), class: 'extern' });
    const of = pull((repo) => repo.write('tenants/acme.ts', spec));
    const { comment, rules } = examined(of);
    const [marker, plan] = comment.split('\n');
    expect(marker).toBe('<!-- aos-fleet plan -->');
    expect(plan).toMatch(/^--format markdown plan --base [0-9a-f]{40} --head [0-9a-f]{40}PATH,HOME$/);
    expect(comment).toContain('git fetch origin main pull/7/head\n');
    expect(comment).not.toContain('changes the program');
    expect(rules).toContain('spec-wrong-value');
  });

  it('executes nothing of the pull request, and says that its program is another', () => {
    const proof = join(temporaryFolder(), 'executed');
    const code = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(proof)}, '');`;
    const of = pull((repo) => {
      for (const file of ['bin/fleet.mjs', 'tenants/acme.ts', 'src/cli/main.ts']) repo.write(file, code);
    });
    const { comment, rules } = examined(of);
    expect(existsSync(proof)).toBe(false);
    expect(comment).toContain('**This pull request changes the program itself.**');
    expect(rules).toContain('spec-not-data');
  });

  it('follows no link out of the data', () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'acme.ts'), 'export default "what only the runner may read";');
    const of = pull((repo) => {
      repo.remove('tenants/acme.ts');
      symlinkSync(join(outside, 'acme.ts'), join(repo.root, 'tenants/acme.ts'));
    });
    const { rules } = examined(of);
    expect(rules).toContain('spec-file');
    expect(rules).not.toContain('spec-wrong-type');
  });

  it('shows what the real program plans', async () => {
    const repo = repository();
    onTestFinished(() => repo.delete());
    writeFleet(repo.root);
    await synth(repo.root);
    repo.commit();
    repo.git('checkout', '--quiet', '-b', 'change');
    repo.write('tenants/acme.ts', specText('defineTenant', { ...tenantSpec(), plan: 'medium' }));
    const head = repo.commit();
    repo.git('checkout', '--quiet', 'main');
    const { comment } = examined({ root: repo.root, head }, [process.execPath, program]);
    expect(comment.startsWith('<!-- aos-fleet plan -->\n')).toBe(true);
    expect(comment).toContain('acme');
    expect(comment).toMatch(/sha256:[0-9a-f]{64}/);
    expect(comment).not.toContain('There is no plan');
  });

  it('says why there is no plan, and nothing that a stranger wrote is markup', () => {
    const of = pull((repo) => repo.write('tenants/acme.ts', ''));
    const fails = 'console.error("fleet: ```\\n<img src=x> @all \\u202e"); process.exit(2);';
    expect(examined(of, standIn(fails)).comment).toContain(
      'There is no plan:\n\n    fleet: ```\n    <img src=x> @all ?\n',
    );
  });

  it('names what conflicts', () => {
    const of = pull((repo) => repo.write('fleet/rings.ts', 'a'));
    const other = repositoryAt(of.root);
    other('rm', '--quiet', 'fleet/rings.ts');
    other('commit', '--quiet', '-m', 'Remove');
    const { comment, rules } = examined(of);
    expect(comment).toContain('this conflicts with `main`. Merge `main` into it first.\n\n    fleet/rings.ts\n');
    expect(rules).toBeUndefined();
  });
});

describe('the comment', () => {
  it('fits, with what was open closed', () => {
    const long = `<!-- aos-fleet plan -->\n<details>\n\n\`\`\`\n${'a line of a plan\n'.repeat(5000)}\`\`\`\n</details>\n`;
    const of = { number: 7, head: 'a'.repeat(40), base: 'b'.repeat(40), changesProgram: true };
    const comment = reviewComment({ ...of, plan: { text: long } });
    expect(comment.length).toBeLessThanOrEqual(longestComment);
    expect(comment).toContain('a line of a plan\n```\n</details>\n\nThe rest does not fit in a comment.\n');
    expect(comment).toContain('To see it yourself:');
  });
});

function repositoryAt(root: string): (...words: readonly string[]) => void {
  return (...words) => void git(root, words);
}
