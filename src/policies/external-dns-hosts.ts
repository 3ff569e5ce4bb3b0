/** Host names that external-dns would point at an object, by its annotations. */
import { isObject, type JsonObject } from '../model/manifest.ts';

export interface RecordedHost {
  readonly host: string;
  readonly pointer: string;
}

const hostname = /^external-dns\.(alpha\.)?kubernetes\.io\/(internal-)?hostname$/;

export function externalDnsHosts({ metadata }: JsonObject): readonly RecordedHost[] {
  const annotations = isObject(metadata) && isObject(metadata['annotations']) ? metadata['annotations'] : {};
  return Object.keys(annotations)
    .filter((key) => hostname.test(key))
    .flatMap((key) =>
      String(annotations[key])
        .split(',')
        .map((host) => ({ host: host.trim(), pointer: `/metadata/annotations/${key.replaceAll('/', '~1')}` })),
    );
}
