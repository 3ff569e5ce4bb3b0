/** What a workflow hands to a program: by environment variables, since what stands in a command is code. */

/** @throws when the workflow does not set it. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set, must be given by the workflow in env.`);
  return value;
}

/** @throws when it is no full commit id: then it could be read as an option or another revision. */
export function commitId(name: string): string {
  const value = variable(name);
  if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(value)) return value;
  throw new Error(`${name} is ${JSON.stringify(value)}, must be the full id of a commit.`);
}

/** @throws when it is no number of a pull request. */
export function pullNumber(name: string): number {
  const value = variable(name);
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new Error(`${name} is ${JSON.stringify(value)}, must be the number of a pull request.`);
}
