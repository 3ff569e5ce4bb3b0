/** Runs Git: the program itself, since only it knows every kind of repository, index and object store. */
import { spawn, spawnSync } from 'node:child_process';

export interface GitRun {
  /** Exit code; -1 when Git was ended by a signal. */
  readonly code: number;
  readonly output: Buffer;
  /** What Git said about a failure, without its `fatal:`. */
  readonly complaint: string;
}

/** Git could not do what it was asked for; `message` is a sentence for the user. */
export class GitError extends Error {}

const largestOutput = 2 ** 31 - 1;

/**
 * Arguments are a list and reach no shell. Paths are taken literally, relative to `folder`; no lock is taken that a user's own
 * Git could meet.
 * @throws {GitError} when there is no Git.
 */
export function tryGit(folder: string, arguments_: readonly string[], input?: string): GitRun {
  const { status, stdout, stderr, error } = spawnSync('git', withAlways(arguments_), {
    cwd: folder,
    maxBuffer: largestOutput,
    ...(input !== undefined && { input }),
  });
  if (error) throw unrunnable(error);
  return { code: status ?? -1, output: stdout, complaint: complaintIn(stderr) };
}

/** The same beside other work. @throws {GitError} when there is no Git. */
export async function startGit(folder: string, arguments_: readonly string[]): Promise<GitRun> {
  const child = spawn('git', withAlways(arguments_), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(unrunnable(error)));
    child.once('close', (status) => resolve(status ?? -1));
  });
  return { code, output: Buffer.concat(output), complaint: complaintIn(Buffer.concat(errors)) };
}

/** All but this one take paths as patterns unless they are told. */
function withAlways(arguments_: readonly string[]): readonly string[] {
  const literal = arguments_[0] === 'check-ignore' ? [] : ['--literal-pathspecs'];
  return [...literal, '--no-optional-locks', '-c', 'core.quotePath=false', ...arguments_];
}

function unrunnable(error: Error): GitError {
  const reason = 'code' in error && error.code === 'ENOENT' ? 'there is no git on the PATH' : error.message;
  return new GitError(`Git cannot be run: ${reason}.`, { cause: error });
}

function complaintIn(stderr: Buffer): string {
  return stderr
    .toString()
    .trim()
    .replace(/^(?:fatal|error): /, '');
}

/** @throws {GitError} with what Git said, when it fails. */
export function git(folder: string, arguments_: readonly string[], input?: string): Buffer {
  const { code, output, complaint } = tryGit(folder, arguments_, input);
  if (code !== 0) throw new GitError(`git ${arguments_[0]} failed: ${complaint || `exit code ${code}`}.`);
  return output;
}

/** The parts of an output that ends each with a zero byte, as with `-z`. */
export function zeroEnded(output: Buffer): readonly string[] {
  const parts = output.toString('utf8').split('\0');
  parts.pop();
  return parts;
}
