/** Judges a new tenant before anything is written: by the same schema and checks as specs, all answers at once. */
import { newSpec } from '../edit/new-spec.ts';
import { joinTenants } from '../load/join-tenants.ts';
import type { FleetSource, TenantResult } from '../load/open-fleet.ts';
import type { Finding } from '../model/finding.ts';
import type { Mistake } from '../model/mistake.ts';
import type { TenantSummary } from '../model/summary.ts';
import { type Draft, withFact } from './draft.ts';
import { choicesFor, type Choices, completed, minimal } from './defaults.ts';
import { factAt, type Fact, facts } from './facts.ts';
import { sampleFor } from './stand-ins.ts';

export interface Checked {
  readonly file: string;
  /** The spec's text, as it would be written. */
  readonly text: string;
  readonly result: TenantResult;
  readonly mistakes: readonly Mistake[];
}

/** What a draft is compared with. */
export interface Surroundings {
  readonly source: FleetSource;
  readonly fleet: Choices;
  /** Of the tenants that there are. */
  readonly summaries: readonly TenantSummary[];
  /** How people gave a fact, such as `--cluster`, or the name of a form's field. */
  readonly nameOf: (fact: Fact) => string;
  /** How they gave what is no fact, by its pointer. */
  readonly otherName: (pointer: string) => string;
}

export async function checkDraft(draft: Draft, surroundings: Surroundings): Promise<Checked> {
  const { source } = surroundings;
  const spec = completed(draft, surroundings.fleet);
  const { file, text } = await written(spec);
  const result = source.judge(file, text);
  const findings = [...result.findings, ...joinedFindings(surroundings, result.summary)];
  const wrong = new Set(findings.flatMap(({ pointer }) => (pointer === undefined ? [] : (factAt(pointer) ?? []))));
  // What is wrong between answers is seen only where each is right by itself: the wrong ones are replaced to look on.
  const further =
    result.document !== undefined && wrong.size > 0 ? await hiddenFindings(spec, wrong, surroundings) : [];
  const errors = [...findings, ...further].filter(({ severity }) => severity === 'error');
  const mistakes = errors.map((finding) => mistakeOf(finding, spec, surroundings));
  return { file, text, result, mistakes: [...takenMistakes(spec, surroundings), ...distinct(mistakes)] };
}

/** An id that is none must not become a path. */
async function written(spec: Draft): Promise<{ readonly file: string; readonly text: string }> {
  const { id } = spec;
  const isId = typeof id === 'string' && id.length <= 40 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id);
  const file = isId ? `tenants/${id}.ts` : 'tenants/new-tenant.ts';
  return { file, text: await newSpec(file, minimal(spec)) };
}

async function hiddenFindings(
  spec: Draft,
  wrong: ReadonlySet<Fact>,
  { source }: Surroundings,
): Promise<readonly Finding[]> {
  const patched = [...wrong].reduce((draft, fact) => withFact(draft, fact, sampleFor(fact)), spec);
  const { file, text } = await written(patched);
  return source.judge(file, text).findings.filter(({ pointer = '' }) => !wrong.has(factAt(pointer)!));
}

/** What is wrong between the new tenant and the others, and was not before. */
function joinedFindings({ source, summaries }: Surroundings, summary: TenantSummary): readonly Finding[] {
  const others = summaries.filter(({ id }) => id !== summary.id);
  const known = new Set(joinTenants(source, others).map(({ message }) => message));
  return joinTenants(source, [...others, summary]).filter(
    ({ message, policy }) => !known.has(message) && !fleetReferences.has(policy),
  );
}

/** They name tenants that are missing; a new tenant can only mend that. */
const fleetReferences: ReadonlySet<string> = new Set(['dedicated-tenant', 'exception-tenant']);

/** Ids of tenants that there are. What another tenant's file says cannot tell which answer is wrong. */
function takenMistakes({ id }: Draft, { summaries, nameOf }: Surroundings): readonly Mistake[] {
  if (typeof id !== 'string' || !summaries.some((summary) => summary.id === id)) return [];
  const message = `id is ${id}, must be one that no tenant has: tenants/${id}.ts exists`;
  return [
    { about: nameOf(facts[0]!), message, fix: `Choose another id, or change that tenant: npx fleet edit ${id}.` },
  ];
}

function mistakeOf(finding: Finding, spec: Draft, { nameOf, otherName, fleet }: Surroundings): Mistake {
  const { pointer = '', policy, message, tenant } = finding;
  const collides = policy === 'tenant-name-collision';
  const fact = collides ? facts[0] : factAt(pointer);
  if (fact === undefined) return { about: otherName(pointer), message, fix: finding.fix };
  const about = nameOf(fact);
  if (collides && tenant !== spec['id']) {
    return { about, message: `${message}, such as ${String(spec['id'])}`, fix: 'Choose another id.' };
  }
  if (policy !== 'spec-missing-field') return { about, message, fix: finding.fix };
  const choices = choicesFor(fact, spec, fleet);
  const answers =
    choices === undefined || choices.length === 0 ? `such as ${fact.example}` : `one of ${choices.join(', ')}`;
  return { about, message, fix: `Give ${about}, ${answers}. ${fact.help}` };
}

function distinct(mistakes: readonly Mistake[]): readonly Mistake[] {
  const seen = new Set<string>();
  return mistakes.filter(({ about, message }) => {
    const key = `${about}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
