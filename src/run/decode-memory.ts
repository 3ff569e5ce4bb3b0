/** Reads what is remembered of a fleet from the sections of a pack. */
import type { Pack } from '../cache/pack.ts';
import { shown } from '../cache/texts.ts';
import type { ShapedTenant } from '../isolation/representatives.ts';
import type { Claim, ClaimSource } from '../model/policy.ts';
import { type KnownFleet, type KnownTenant, numbersPerShape, type TenantRow } from './encode-memory.ts';

/** Undefined when a section that is always looked at was damaged. */
export function decodeFleet(pack: Pack): KnownFleet | undefined {
  const rows = jsonIn<readonly TenantRow[]>(pack, 'tenants');
  const claims = jsonIn<readonly string[]>(pack, 'claims');
  const fleet = jsonIn<Pick<KnownFleet, 'platforms' | 'isolated'>>(pack, 'fleet');
  const contests = pack.section('contests');
  // Those of the shapes are read when they are needed, but must be whole now: afterwards nobody can do without them.
  const areWhole = ['bodies', 'shapes'].every((name) => pack.section(name) !== undefined);
  if (!rows || !claims || !fleet || !contests || !areWhole) return undefined;
  const numbers = new Float64Array(aligned(contests));
  const shapes = shapesIn(pack);
  let contestAt = 0;
  let shapeAt = 0;
  const tenants = Array.from(rows, (row): KnownTenant => {
    const { counts, always, tier, ...tenant } = row;
    const { id } = tenant.summary;
    const [takes, meets, objects] = counts;
    const start = contestAt;
    const shapeStart = shapeAt;
    contestAt += takes + meets;
    shapeAt += objects;
    return {
      ...tenant,
      contests: {
        takes: numbers.subarray(start, start + takes),
        meets: numbers.subarray(start + takes, start + takes + meets),
        get always() {
          return Array.from(always, ([kind, value, object, copyOf]): Claim => ({
            kind,
            value,
            tenant: id,
            cluster: tenant.cluster,
            ...(copyOf !== undefined && { copyOf }),
            get object() {
              return JSON.parse(shown(claims[object]!, id)) as ClaimSource;
            },
          }));
        },
      },
      isolation: {
        tenant: id,
        cluster: tenant.cluster,
        tier,
        get shape() {
          return shapes(shapeStart, objects);
        },
      },
    };
  });
  return { tenants, ...fleet };
}

/** Read when the first is asked for. @throws when they were damaged. */
function shapesIn(pack: Pack): (start: number, count: number) => ShapedTenant['shape'] {
  let read: { readonly bodies: readonly { readonly text: string }[]; readonly numbers: Uint32Array } | undefined;
  return (start, count) => {
    read ??= readShapes(pack);
    const { bodies, numbers } = read;
    return Array.from({ length: count }, (_, index) => {
      const at = (start + index) * numbersPerShape;
      return {
        body: bodies[numbers[at]!]!,
        file: bodies[numbers[at + 1]!]!.text,
        base: bodies[numbers[at + 2]!]!.text,
        document: numbers[at + 3]!,
      };
    });
  };
}

/** The proof would lack them. */
export class DamagedPack extends Error {}

function readShapes(pack: Pack) {
  const texts = jsonIn<readonly string[]>(pack, 'bodies');
  const numbers = pack.section('shapes');
  if (!texts || !numbers) throw new DamagedPack('The shapes of tenants were damaged.');
  return { bodies: texts.map((text) => ({ text })), numbers: new Uint32Array(aligned(numbers)) };
}

function jsonIn<Value>(pack: Pack, name: string): Value | undefined {
  const bytes = pack.section(name);
  return bytes && (JSON.parse(bytes.toString()) as Value);
}

/** Numbers must begin at a multiple of their size. */
function aligned({ buffer, byteOffset, byteLength }: Buffer): ArrayBufferLike {
  return buffer.slice(byteOffset, byteOffset + byteLength);
}
