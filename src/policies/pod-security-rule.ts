/** The demands that several Pod Security checks share. */
import type { Rule } from './pod-security-setting.ts';

export const unset: Rule = { allows: (value) => value === undefined, wanted: 'unset' };

/** The rule of most switches. */
export const unsetOrFalse: Rule = {
  allows: (value) => value === undefined || value === false,
  wanted: 'unset or false',
};

/** For texts, of which the empty one means that there is none. */
export const unsetOrEmpty: Rule = {
  allows: (value) => value === undefined || value === '',
  wanted: 'unset',
};

export function oneOf(values: readonly string[]): Rule {
  return { allows: (value) => typeof value === 'string' && values.includes(value), wanted: listed(values) };
}

export function either(first: Rule, second: Rule): Rule {
  return {
    allows: (value, setting) => first.allows(value, setting) || second.allows(value, setting),
    wanted: `${first.wanted} or ${second.wanted}`,
  };
}

/** For the type of a seccomp or AppArmor profile that has to be there. */
export const confinedProfile: Rule = oneOf(['RuntimeDefault', 'Localhost']);

/** For the type of a seccomp or AppArmor profile: it may be missing only together with the profile around it. */
export const noneOrConfinedProfile: Rule = {
  allows: (type, setting) => !setting.parentIsSet || confinedProfile.allows(type, setting),
  wanted: confinedProfile.wanted,
};

function listed(values: readonly string[]): string {
  const quoted = values.map((value) => JSON.stringify(value));
  return quoted.length === 1 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
