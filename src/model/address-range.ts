/** Ranges of IP addresses: parsing as strictly as an API server, arithmetic, and their text. */
import ipaddr from 'ipaddr.js';

/** Both ends are part of it. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

export const everyAddress: Readonly<Record<4 | 6, AddressRange>> = {
  4: { family: 4, first: 0n, last: (1n << 32n) - 1n },
  6: { family: 6, first: 0n, last: (1n << 128n) - 1n },
};

/** `10.0.0.0/8`, `fd00::/8`; bits of the host are ignored as clusters do. Undefined for anything else. */
export function parseCidr(text: string): AddressRange | undefined {
  const [address = '', bits = '', ...rest] = text.split('/');
  const found = parseAddress(address);
  if (!found || rest.length > 0 || !/^(?:0|[1-9][0-9]{0,2})$/.test(bits)) return undefined;
  const width = found.family === 4 ? 32 : 128;
  if (Number(bits) > width) return undefined;
  const size = 1n << BigInt(width - Number(bits));
  const first = found.first - (found.first % size);
  return { family: found.family, first, last: first + size - 1n };
}

/** One address as a range. Forms that readers understand differently (octal, short, mapped, zoned) are refused. */
export function parseAddress(text: string): AddressRange | undefined {
  if (text.includes(':')) {
    if (!/^[0-9a-fA-F:.]+$/.test(text) || !ipaddr.IPv6.isValid(text)) return undefined;
    const address = ipaddr.IPv6.parse(text);
    return address.isIPv4MappedAddress() ? undefined : single(6, address.toByteArray());
  }
  if (!/^(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})$/.test(text) || !ipaddr.IPv4.isValid(text)) {
    return undefined;
  }
  return single(4, ipaddr.IPv4.parse(text).toByteArray());
}

export function overlap(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

export function contains(outer: AddressRange, inner: AddressRange): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** What is left of a range without some others, in ascending order. */
export function without(range: AddressRange, holes: readonly AddressRange[]): readonly AddressRange[] {
  const left: AddressRange[] = [];
  let { first } = range;
  for (const hole of holes.filter((one) => overlap(range, one)).toSorted(byFirst)) {
    if (hole.first > first) left.push({ ...range, first, last: hole.first - 1n });
    if (hole.last >= first) first = hole.last + 1n;
  }
  return first > range.last ? left : [...left, { ...range, first }];
}

/** IPv4 before IPv6, lower before higher. */
export function byFirst(a: AddressRange, b: AddressRange): number {
  return a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);
}

/** `0.0.0.0-9.255.255.255`, as connectivity analysers print it, also for a single address. */
export function describeRange({ family, first, last }: AddressRange): string {
  return `${addressText(family, first)}-${addressText(family, last)}`;
}

function single(family: 4 | 6, bytes: readonly number[]): AddressRange {
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { family, first: value, last: value };
}

function addressText(family: 4 | 6, value: bigint): string {
  const length = family === 4 ? 4 : 16;
  const bytes = Array.from({ length }, (_, index) => Number((value >> BigInt(8 * (length - 1 - index))) & 0xffn));
  return family === 4 ? bytes.join('.') : new ipaddr.IPv6(bytes).toRFC5952String();
}
