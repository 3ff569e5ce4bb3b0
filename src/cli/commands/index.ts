/** Every command, in the order of the help. Each is loaded when it is called for: a short run loads no more than it needs. */
import type { Command } from '../command.ts';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  synth: async () => (await import('./synth.ts')).synth,
  validate: async () => (await import('./validate.ts')).validate,
  plan: async () => (await import('./plan.ts')).plan,
  new: async () => (await import('./new.ts')).newCommand,
  edit: async () => (await import('./edit.ts')).edit,
  suspend: async () => (await import('./suspend.ts')).suspend,
  resume: async () => (await import('./resume.ts')).resume,
  move: async () => (await import('./move.ts')).move,
  offboard: async () => (await import('./offboard.ts')).offboard,
  list: async () => (await import('./list.ts')).list,
  status: async () => (await import('./status.ts')).status,
  due: async () => (await import('./due.ts')).due,
  owners: async () => (await import('./owners.ts')).owners,
  prove: async () => (await import('./prove.ts')).prove,
  reach: async () => (await import('./reach.ts')).reach,
  policies: async () => (await import('./policies.ts')).policies,
  explain: async () => (await import('./explain.ts')).explain,
  controls: async () => (await import('./controls.ts')).controls,
  schema: async () => (await import('./schema.ts')).schema,
  secrets: async () => (await import('./secrets.ts')).secrets,
};

/** @param name default: all. Of an unknown name all too, so that others can be suggested. */
export function loadCommands(name?: string): Promise<readonly Command[]> {
  const isKnown = name !== undefined && Object.hasOwn(commands, name);
  return Promise.all((isKnown ? [commands[name]!] : Object.values(commands)).map((load) => load()));
}
