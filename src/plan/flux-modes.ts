/** What an object tells Flux about how it is applied (fluxcd/kustomize-controller docs/spec/v1: "Controlling the apply behavior"). */
import { isObject, type JsonObject } from '../model/manifest.ts';

/** Flux recreates what it cannot change only where the object says so. */
export function isForced(manifest: JsonObject): boolean {
  return modeOf(manifest, 'force') === 'enabled';
}

/** Flux makes it where it is not there, or not at all, and changes nothing of one that is there. */
export function isLeftAlone(manifest: JsonObject): boolean {
  const mode = modeOf(manifest, 'ssa');
  return mode === 'ifnotpresent' || mode === 'ignore' || modeOf(manifest, 'reconcile') === 'disabled';
}

/** Labels count as annotations do, and case does not. */
function modeOf({ metadata }: JsonObject, name: string): string | undefined {
  if (!isObject(metadata)) return undefined;
  const key = `kustomize.toolkit.fluxcd.io/${name}`;
  const found = [metadata['annotations'], metadata['labels']].map((texts) =>
    isObject(texts) ? texts[key] : undefined,
  );
  const mode = found.find((text) => typeof text === 'string');
  return typeof mode === 'string' ? mode.toLowerCase() : undefined;
}
