/** `fleet secrets`: makes, renews and checks the encrypted Secrets of a tenant. */
import { type Command, type Context, type ExitCode, type Input, UsageError } from '../command.ts';
import { checkSecrets } from '../secrets/check.ts';
import { initSecrets } from '../secrets/init.ts';
import { openTenant } from '../secrets/open-tenant.ts';
import { rotateSecrets } from '../secrets/rotate.ts';

const actions = ['check', 'init', 'rotate'] as const;
type Action = (typeof actions)[number];

export const secrets: Command = {
  name: 'secrets',
  summary: 'Make, renew and check the encrypted Secrets of a tenant',
  description:
    'init makes what is missing in tenants/secrets/<tenant>/: the key pair of the tenant and its Secrets, encrypted for Flux and the recovery keys. ' +
    'rotate makes new values for the named Secrets, or all but the key age-key. ' +
    'check judges what is there; with a private key it also opens it, without showing anything. ' +
    'Values are drawn at random, typed without being shown, or read as JSON from standard input: never arguments, never printed.',
  arguments: [
    { name: 'action', description: 'check, init or rotate', required: true },
    { name: 'tenant', description: 'id of the tenant', required: true },
    { name: 'names...', description: 'with rotate: only these Secrets', required: false },
  ],
  options: [
    { flags: '--force', description: 'with init: replace Secrets that are there' },
    { flags: '--stdin', description: 'with init and rotate: read values as JSON, {"<secret>": {"<key>": "<value>"}}' },
    {
      flags: '--identity <file>',
      description: 'file with private keys of age; default: the one that SOPS_AGE_KEY_FILE names',
    },
    { flags: '--keep-values', description: 'with rotate: only encrypt anew, to the current recipients' },
  ],
  examples: [
    'fleet secrets init inclusion-factor',
    'fleet secrets rotate inclusion-factor database-app',
    'fleet secrets check inclusion-factor --identity recovery.txt',
  ],
  run(input, context) {
    const [action = '', id = '', ...names] = input.arguments;
    if (!isAction(action))
      throw new UsageError(`The action is ${JSON.stringify(action)}, must be check, init or rotate.`);
    refuseOptions(action, input, names);
    return run(action, { id, names, input }, context);
  },
};

function isAction(text: string): text is Action {
  return (actions as readonly string[]).includes(text);
}

/** An option without effect would be a misunderstanding. */
function refuseOptions(action: Action, { options }: Input, names: readonly string[]): void {
  const suited = { force: ['init'], stdin: ['init', 'rotate'], identity: ['check', 'rotate'], keepValues: ['rotate'] };
  for (const [name, where] of Object.entries(suited)) {
    if (options[name] !== undefined && !where.includes(action)) {
      const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      throw new UsageError(`--${flag} is for ${where.join(' and ')}, must be left out with ${action}.`);
    }
  }
  if (names.length > 0 && action !== 'rotate') {
    throw new UsageError(`${names.join(', ')} is given, must be left out with ${action}: it looks at all Secrets.`);
  }
}

interface Call {
  readonly id: string;
  readonly names: readonly string[];
  readonly input: Input;
}

function run(action: Action, { id, names, input: { options } }: Call, context: Context): Promise<ExitCode> | ExitCode {
  const identity = typeof options['identity'] === 'string' ? options['identity'] : undefined;
  const stdin = options['stdin'] === true;
  const opened = openTenant(context, id);
  if (typeof opened === 'number') return opened;
  switch (action) {
    case 'check':
      return checkSecrets(context, { ...opened, identity });
    case 'init':
      return initSecrets(context, { ...opened, force: options['force'] === true, stdin });
    case 'rotate':
      return rotateSecrets(context, { ...opened, names, stdin, identity, keepValues: options['keepValues'] === true });
  }
}
