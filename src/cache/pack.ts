/** Several lists of bytes in one, each with its digest: what was damaged is taken for missing, never for true. */
import { createHash } from 'node:crypto';

export interface Pack {
  /** What all that is inside was made from. */
  readonly context: string;
  /** Undefined for a section that is not there, or not as it was written. Views on the bytes of the pack, from multiples of 8. */
  section(name: string): Buffer | undefined;
}

const magic = Buffer.from('aos-fleet results 1\n');
const digestLength = 32;
const alignment = 8;

interface Header {
  readonly context: string;
  readonly sections: readonly (readonly [name: string, offset: number, length: number, digest: string])[];
}

/** Magic, length of the header, digest of the header, header, sections. */
export function encodePack(context: string, sections: ReadonlyMap<string, Uint8Array>): readonly Uint8Array[] {
  const places: [string, number, number, string][] = [];
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const [name, bytes] of sections) {
    places.push([name, offset, bytes.byteLength, digestOf(bytes).toString('base64')]);
    const gap = -bytes.byteLength & (alignment - 1);
    parts.push(bytes, Buffer.alloc(gap));
    offset += bytes.byteLength + gap;
  }
  const header = Buffer.from(JSON.stringify({ context, sections: places } satisfies Header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const head = [magic, length, digestOf(header), header];
  const size = head.reduce((sum, { length: own }) => sum + own, 0);
  return [...head, Buffer.alloc(-size & (alignment - 1)), ...parts];
}

/** Undefined for anything that `encodePack` has not written. */
export function decodePack(bytes: Buffer): Pack | undefined {
  const lengthAt = magic.length;
  const digestAt = lengthAt + 4;
  const headerAt = digestAt + digestLength;
  if (bytes.length < headerAt || !bytes.subarray(0, lengthAt).equals(magic)) return undefined;
  const headerEnd = headerAt + bytes.readUInt32LE(lengthAt);
  const header = bytes.subarray(headerAt, headerEnd);
  if (!digestOf(header).equals(bytes.subarray(digestAt, headerAt))) return undefined;
  const { context, sections } = JSON.parse(header.toString()) as Header;
  const start = headerEnd + (-headerEnd & (alignment - 1));
  const places = new Map(sections.map(([name, ...place]) => [name, place]));
  return {
    context,
    section(name) {
      const place = places.get(name);
      if (place === undefined) return undefined;
      const [offset, length, digest] = place;
      const section = bytes.subarray(start + offset, start + offset + length);
      return digestOf(section).toString('base64') === digest ? section : undefined;
    },
  };
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
