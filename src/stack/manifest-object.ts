/** A cdk8s object that takes its manifest as it is given. */
import { ApiObject, type Chart } from 'cdk8s';
import type { JsonObject, Manifest } from '../model/manifest.ts';

/**
 * cdk8s copies every object twice to find lazy values and tokens, which ours never hold, and to sort keys, which the
 * emitter does. That was half of the whole synthesis. Here the manifest is kept as one immutable value; `undefined` in it
 * is refused by the emitter, where cdk8s would drop it.
 */
export class ManifestObject extends ApiObject {
  readonly #manifest: Manifest;

  constructor(chart: Chart, manifest: Manifest) {
    const { apiVersion, kind, metadata } = manifest;
    super(chart, `${kind}-${metadata.name}`, { apiVersion, kind, metadata: { name: metadata.name } });
    this.#manifest = manifest;
  }

  override toJson(): JsonObject {
    return this.#manifest;
  }
}
