/** Makes the file system fail at a chosen step, as if the process were killed or the disk full. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const changing = [
  'copyFileSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'symlinkSync',
  'writeFileSync',
] as const;

/**
 * Runs `work` with calls that change something failing: `killed`, the call with this number and all after it; `full`, only
 * this one, with `ENOSPC`. Numbers count from 0.
 * @returns whether that call was reached.
 */
export function withFailure(
  { step, kind }: { readonly step: number; readonly kind: 'killed' | 'full' },
  work: () => void,
): boolean {
  const originals = changing.map((name) => [name, fs[name]] as const);
  let calls = 0;
  for (const [name, original] of originals) {
    const failing = (...arguments_: unknown[]): unknown => {
      const call = calls;
      calls += 1;
      if (kind === 'killed' ? call >= step : call === step) {
        throw Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: 'ENOSPC', syscall: name });
      }
      return Reflect.apply(original, fs, arguments_);
    };
    Object.assign(fs, { [name]: failing });
  }
  syncBuiltinESMExports();
  try {
    work();
  } catch {
    // What is left on the disk is looked at by the caller.
  } finally {
    Object.assign(fs, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
  return calls > step;
}
