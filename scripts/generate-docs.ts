/** Writes the generated pages of `docs/`, and the issue form; with `--check` only says which are not up to date. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { loadCommands } from '../src/cli/commands/index.ts';
import { programOf } from '../src/cli/main.ts';
import { manifestChecks } from '../src/load/manifest-checks.ts';
import { specChecks } from '../src/load/spec-checks.ts';
import type { JsonObject } from '../src/model/manifest.ts';
import { policies } from '../src/policies/index.ts';
import { reachChecks } from '../src/run/reach-checks.ts';
import { runChecks } from '../src/run/run-checks.ts';
import { secretChecks } from '../src/secrets/secret-checks.ts';
import { cliReference } from './docs-cli.ts';
import { controlReference } from './docs-controls.ts';
import { policyReference } from './docs-policies.ts';
import { specReference, type SpecDocument } from './docs-spec.ts';
import { issueFormFile } from './issue-form.ts';

const commands = await loadCommands();

interface Page {
  readonly file: string;
  render(): string;
}

const pages: readonly Page[] = [
  { file: '.github/ISSUE_TEMPLATE/new-tenant.yml', render: () => issueFormFile('.') },
  { file: 'docs/cli.md', render: () => cliReference({ commands, globalOptions: globalOptions() }) },
  { file: 'docs/controls.md', render: () => controlReference(policies) },
  {
    file: 'docs/policies.md',
    render: () =>
      policyReference({
        policies,
        specChecks,
        manifestChecks,
        runChecks: [...secretChecks, ...runChecks, ...reachChecks],
      }),
  },
  { file: 'docs/spec.md', render: () => specReference(documents.map(specDocument)) },
];

/** In the order in which a reader meets them. `example` is a glob; its first match is shown. */
const documents = [
  { title: 'Tenant', schema: 'tenant', file: 'tenants/<id>.ts', example: 'tenants/inclusion-factor.ts' },
  { title: 'Fleet', schema: 'fleet', file: 'fleet/fleet.ts', example: 'fleet/fleet.ts' },
  { title: 'Clusters', schema: 'clusters', file: 'fleet/clusters.ts', example: 'fleet/clusters.ts' },
  { title: 'Rings', schema: 'rings', file: 'fleet/rings.ts', example: 'fleet/rings.ts' },
  { title: 'Releases', schema: 'release', file: 'fleet/releases/<id>.yaml', example: 'fleet/releases/*.yaml' },
  { title: 'Exceptions', schema: 'exceptions', file: 'fleet/exceptions.ts', example: 'fleet/exceptions.ts' },
  { title: 'Prices', schema: 'prices', file: 'fleet/prices.ts', example: 'fleet/prices.ts' },
  { title: 'Trusted parts', schema: 'trusted', file: 'fleet/trusted.ts', example: 'fleet/trusted.ts' },
] as const;

const check = process.argv.includes('--check');
const outdated = pages.filter(({ file, render }) => {
  const text = render();
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  if (!check) writeFileSync(file, text);
  return true;
});
for (const { file } of outdated)
  console.log(check ? `${file} is not up to date: run npm run generate` : `wrote ${file}`);
if (check && outdated.length > 0) process.exitCode = 1;

function specDocument({ title, schema, file, example }: (typeof documents)[number]): SpecDocument {
  const [found] = globSync(example).sort();
  return {
    title,
    file,
    schema: JSON.parse(readFileSync(`schemas/${schema}.schema.json`, 'utf8')) as JsonObject,
    ...(found !== undefined && { example: { file: found, text: readFileSync(found, 'utf8') } }),
  };
}

function globalOptions() {
  const program = programOf(commands, async () => undefined);
  return program.options.map(({ flags, description, argChoices }) => ({
    flags,
    description: argChoices ? `${description}: ${argChoices.join(', ')}` : description,
  }));
}
