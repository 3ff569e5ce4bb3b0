/** Every command, in the order of the help. */
import type { Command } from '../command.ts';
import { controls } from './controls.ts';
import { due } from './due.ts';
import { edit } from './edit.ts';
import { explain } from './explain.ts';
import { list } from './list.ts';
import { move } from './move.ts';
import { newCommand } from './new.ts';
import { offboard } from './offboard.ts';
import { owners } from './owners.ts';
import { plan } from './plan.ts';
import { policies } from './policies.ts';
import { prove } from './prove.ts';
import { reach } from './reach.ts';
import { resume } from './resume.ts';
import { schema } from './schema.ts';
import { secrets } from './secrets.ts';
import { status } from './status.ts';
import { suspend } from './suspend.ts';
import { synth } from './synth.ts';
import { validate } from './validate.ts';

export const commands: readonly Command[] = [
  synth,
  validate,
  plan,
  newCommand,
  edit,
  suspend,
  resume,
  move,
  offboard,
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
