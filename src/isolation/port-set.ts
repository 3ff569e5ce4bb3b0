/** Sets of ports for each protocol, as disjoint ascending intervals. */

export const protocols = ['SCTP', 'TCP', 'UDP'] as const;
export type Protocol = (typeof protocols)[number];

/** First and last port; both are part of it. */
export type PortInterval = readonly [first: number, last: number];

/** Intervals are ascending, disjoint and not adjacent, so that equal sets have equal intervals. */
export type PortSet = Readonly<Record<Protocol, readonly PortInterval[]>>;

export const lastPort = 65_535;
const whole: readonly PortInterval[] = [[1, lastPort]];

export const noPorts: PortSet = { SCTP: [], TCP: [], UDP: [] };
export const allPorts: PortSet = { SCTP: whole, TCP: whole, UDP: whole };

export function portsOf(protocol: Protocol, first: number, last: number): PortSet {
  return { ...noPorts, [protocol]: [[first, last]] };
}

export function isEmpty(set: PortSet): boolean {
  return set === noPorts || protocols.every((protocol) => set[protocol].length === 0);
}

export function isAll(set: PortSet): boolean {
  return (
    set === allPorts || protocols.every((protocol) => set[protocol][0]?.[0] === 1 && set[protocol][0]?.[1] === lastPort)
  );
}

export function unite(a: PortSet, b: PortSet): PortSet {
  if (a === b || a === allPorts || b === noPorts) return a;
  if (b === allPorts || a === noPorts) return b;
  return {
    SCTP: joined(a.SCTP, b.SCTP),
    TCP: joined(a.TCP, b.TCP),
    UDP: joined(a.UDP, b.UDP),
  };
}

export function intersect(a: PortSet, b: PortSet): PortSet {
  if (a === b || b === allPorts || a === noPorts) return a;
  if (a === allPorts || b === noPorts) return b;
  return { SCTP: common(a.SCTP, b.SCTP), TCP: common(a.TCP, b.TCP), UDP: common(a.UDP, b.UDP) };
}

/** What is in `a` and not in `b`. */
export function subtract(a: PortSet, b: PortSet): PortSet {
  return {
    SCTP: rest(a.SCTP, b.SCTP),
    TCP: rest(a.TCP, b.TCP),
    UDP: rest(a.UDP, b.UDP),
  };
}

/** `All Connections`, `No Connections`, or such as `TCP 80,443,8000-8100,UDP 53`. */
export function describePorts(set: PortSet): string {
  if (isAll(set)) return 'All Connections';
  if (isEmpty(set)) return 'No Connections';
  return protocols
    .filter((protocol) => set[protocol].length > 0)
    .map((protocol) => `${protocol} ${set[protocol].map(describeInterval).join(',')}`)
    .join(',');
}

function describeInterval([first, last]: PortInterval): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function joined(a: readonly PortInterval[], b: readonly PortInterval[]): readonly PortInterval[] {
  if (a.length === 0 || a === b) return b;
  if (b.length === 0) return a;
  const result: [number, number][] = [];
  for (const [first, last] of [...a, ...b].sort(([one], [other]) => one - other)) {
    const before = result.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else result.push([first, last]);
  }
  return result;
}

function rest(a: readonly PortInterval[], b: readonly PortInterval[]): readonly PortInterval[] {
  return a.flatMap(([first, last]) => {
    const left: PortInterval[] = [];
    let from = first;
    for (const [lower, upper] of b) {
      if (upper < from || lower > last) continue;
      if (lower > from) left.push([from, lower - 1]);
      from = upper + 1;
    }
    if (from <= last) left.push([from, last]);
    return left;
  });
}

function common(a: readonly PortInterval[], b: readonly PortInterval[]): readonly PortInterval[] {
  if (a === b) return a;
  const result: PortInterval[] = [];
  for (const [first, last] of a) {
    for (const [otherFirst, otherLast] of b) {
      const from = Math.max(first, otherFirst);
      const to = Math.min(last, otherLast);
      if (from <= to) result.push([from, to]);
    }
  }
  return result;
}
