/** Makes the file system fail at a chosen step, as if the process were killed or the disk full, or at a chosen path. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const changing = [
  'chmodSync',
  'copyFileSync',
  'linkSync',
  'lutimesSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'symlinkSync',
  'utimesSync',
  'writeFileSync',
] as const;
type Changing = (typeof changing)[number];

/**
 * Runs `work` with calls that change something failing: `killed`, the call with this number and all after it; `full`, only
 * this one, with `ENOSPC`. Numbers count from 0.
 * @returns whether that call was reached.
 */
export function withFailure(
  { step, kind }: { readonly step: number; readonly kind: 'killed' | 'full' },
  work: () => void,
): boolean {
  let calls = 0;
  const fails = (name: Changing) => {
    const call = calls;
    calls += 1;
    const isWrong = kind === 'killed' ? call >= step : call === step;
    return isWrong ? systemError({ code: 'ENOSPC', words: 'no space left on device', call: name }) : undefined;
  };
  // What is left on the disk is looked at by the caller.
  breaking(fails, work);
  return calls > step;
}

interface SystemError {
  readonly call: Changing;
  readonly code: string;
  /** As the system says it. */
  readonly words: string;
}

/**
 * Runs `work` with one call failing whenever its first argument is this path.
 * @returns what `work` threw.
 */
export function withErrors({ path, ...error }: SystemError & { readonly path: string }, work: () => void): unknown {
  return breaking((name, first) => (name === error.call && first === path ? systemError(error) : undefined), work);
}

function systemError({ call, code, words }: SystemError): Error {
  return Object.assign(new Error(`${code}: ${words}, ${call}`), { code, syscall: call });
}

/** Returns what `work` threw while calls failed with what `fails` returns. */
function breaking(fails: (name: Changing, first: unknown) => Error | undefined, work: () => void): unknown {
  const originals = changing.map((name) => [name, fs[name]] as const);
  for (const [name, original] of originals) {
    const failing = (...arguments_: unknown[]): unknown => {
      const error = fails(name, arguments_[0]);
      if (error) throw error;
      return Reflect.apply(original, fs, arguments_);
    };
    Object.assign(fs, { [name]: failing });
  }
  syncBuiltinESMExports();
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    Object.assign(fs, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
}
