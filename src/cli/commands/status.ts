/** `fleet status`: what runs in the clusters, beside what the repository wants. */
import type { Command } from '../command.ts';
import { statusOptions } from '../status/options.ts';
import { readStatus } from '../status/read-status.ts';
import { mustHaveFormat, renderStatus, statusCode } from '../status/show-status.ts';
import { watchStatus } from '../status/watch-status.ts';

export const status: Command = {
  name: 'status',
  summary: 'Show what runs: every tenant as its cluster has it, beside what dist wants',
  description:
    'Asks all clusters of the fleet at once, reads only, and shows every tenant, the worst first: failing, missing, unknown, stale, ' +
    'suspended, unlisted, progressing, ready; then by cluster and name. A cluster that cannot be read makes its own tenants unknown and ' +
    'hides no other. Exit code 0 when every tenant is ready and no cluster has trouble, otherwise 1. docs/status.md says what each ' +
    'state means, and which rights it takes.',
  arguments: [{ name: 'tenants...', description: 'only these tenants', required: false }],
  options: [
    {
      flags: '--kubeconfig <file>',
      description: 'kubeconfig, may be given several times; default: the files of KUBECONFIG, or ~/.kube/config',
      isRepeatable: true,
    },
    {
      flags: '--context <name>',
      description: 'use only this context, may be given several times; other clusters are not asked',
      isRepeatable: true,
    },
    {
      flags: '--cluster <name=context>',
      description:
        "the context that leads to a cluster, may be given several times; default: the one with the cluster's name, or the current one when the fleet has one cluster",
      isRepeatable: true,
    },
    { flags: '--timeout <seconds>', description: 'for each cluster, for all that it is asked (default: 30)' },
    {
      flags: '--watch [seconds]',
      description:
        'look again this long after each look (default: 10), until interrupted; where the output is no terminal, only what changed is added',
    },
  ],
  examples: [
    'fleet status',
    'fleet status inclusion-factor --cluster internal-1=admin@internal',
    'fleet status --watch 30 --quiet',
    'fleet status --format json',
  ],
  async run(input, context) {
    const options = statusOptions(input);
    mustHaveFormat(context.format, options.watch !== undefined);
    if (options.watch !== undefined) {
      const look = (isInterrupted: AbortSignal) => readStatus(options, context, isInterrupted);
      return watchStatus({ seconds: options.watch, look }, context);
    }
    const found = await readStatus(options, context);
    context.print(renderStatus(found, context));
    return statusCode(found);
  },
};
