/** The issue form that collects the facts of a new tenant, as GitHub's schema of forms wants it. */
import type { Cluster } from '../model/fleet.ts';
import type { Json, JsonObject } from '../model/manifest.ts';
import { type Choices, choicesFor } from './defaults.ts';
import { type Fact, facts } from './facts.ts';

export function issueForm(fleet: Choices): JsonObject {
  return {
    name: 'New tenant',
    description: 'Ask for a tenant of its own.',
    title: 'New tenant: ',
    body: [{ type: 'markdown', attributes: { value: introduction } }, ...facts.map((fact) => field(fact, fleet))],
  };
}

const introduction =
  'Everybody who sees this repository sees what you write: no passwords, no personal data. What you leave open, the platform team decides. ' +
  'When it has approved the form, a pull request is made of it.';

/** What GitHub writes for a field that was left open. */
export const noResponse = '_No response_';

function field(fact: Fact, fleet: Choices): Json {
  const { flag, kind, label, help, example } = fact;
  const attributes = { label, description: kind === 'list' || kind === 'people' ? `${help} One in each line.` : help };
  const validations = { required: mustBeGiven.has(flag) };
  const options = optionsFor(fact, fleet);
  if (options !== undefined) return { type: 'dropdown', id: flag, attributes: { ...attributes, options }, validations };
  const type = kind === 'list' || kind === 'people' ? 'textarea' : 'input';
  return { type, id: flag, attributes: { ...attributes, placeholder: example }, validations };
}

/** For the rest there are good defaults, or only the platform team knows. */
const mustBeGiven: ReadonlySet<string> = new Set(['id', 'name', 'class', 'domain', 'plan', 'module', 'owner']);

/** Whatever may be chosen for any tenant. GitHub keeps `None` for itself, and shows no dropdown without options. */
function optionsFor(fact: Fact, fleet: Choices): readonly string[] | undefined {
  const clusters = [...fleet.clusters.values()];
  const options = allOptions(fact, fleet, clusters)?.filter((option) => option.toLowerCase() !== 'none');
  return options === undefined || options.length === 0 ? undefined : options;
}

function allOptions(fact: Fact, fleet: Choices, clusters: readonly Cluster[]): readonly string[] | undefined {
  switch (fact.flag) {
    case 'residency':
      return [...new Set(clusters.map(({ region }) => region))];
    case 'cluster':
      return clusters.map(({ name }) => name);
    case 'isolation':
      return ['namespace', 'node', 'cluster'];
    default:
      return choicesFor(fact, {}, fleet);
  }
}
