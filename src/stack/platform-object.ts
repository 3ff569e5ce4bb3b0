/** An object that a cluster needs once for all its tenants. */
import type { Json } from '../model/manifest.ts';

export interface PlatformObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly body: { readonly [key: string]: Json };
}
