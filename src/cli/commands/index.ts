/** Every command, in the order of the help. */
import type { Command } from '../command.ts';
import { controls } from './controls.ts';
import { due } from './due.ts';
import { explain } from './explain.ts';
import { list } from './list.ts';
import { owners } from './owners.ts';
import { plan } from './plan.ts';
import { policies } from './policies.ts';
import { prove } from './prove.ts';
import { reach } from './reach.ts';
import { schema } from './schema.ts';
import { secrets } from './secrets.ts';
import { status } from './status.ts';
import { synth } from './synth.ts';
import { validate } from './validate.ts';

export const commands: readonly Command[] = [
  synth,
  validate,
  plan,
  list,
  status,
  due,
  owners,
  prove,
  reach,
  policies,
  explain,
  controls,
  schema,
  secrets,
];
