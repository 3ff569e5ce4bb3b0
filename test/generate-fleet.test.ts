import { assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fleetFiles } from './generate-fleet.ts';
import { tenantsPerCluster } from './generate-fleet/clusters.ts';

/** Texts of all specs of tenants. */
function specs(files: ReadonlyMap<string, string>): string[] {
  return [...files].filter(([path]) => /^tenants\/[^/]+$/.test(path)).map(([, text]) => text);
}

function matches(texts: readonly string[], pattern: RegExp): string[] {
  return texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!));
}

const sizes = record({ tenants: integer({ min: 10, max: 60 }), seed: integer() });

describe('fleetFiles', () => {
  it('makes the same bytes for the same seed, and others for another', () => {
    assert(
      property(sizes, (size) => {
        const files = [...fleetFiles(size)];
        expect([...fleetFiles(size)]).toEqual(files);
        expect([...fleetFiles({ ...size, seed: size.seed + 1 })]).not.toEqual(files);
      }),
      { numRuns: 20 },
    );
  });

  it('makes as many tenants as asked, with ids and domains of their own', () => {
    assert(
      property(sizes, (size) => {
        const texts = specs(fleetFiles(size));
        const ids = matches(texts, /^ {2}id: '([^']+)'/gm);
        const domains = matches(texts, /^ {2}domains: \[([^\]]+)\]/gm).flatMap((list) => list.split(', '));
        expect(texts).toHaveLength(size.tenants);
        expect(new Set(ids).size).toBe(size.tenants);
        expect(domains.length).toBeGreaterThanOrEqual(size.tenants);
        expect(new Set(domains).size).toBe(domains.length);
      }),
    );
  });

  it('makes ten thousand tenants of every kind, with at most five hundred on a shared cluster', () => {
    const texts = specs(fleetFiles({ tenants: 10_000, seed: 1 }));
    const kinds = (field: string): string[] =>
      [...new Set(matches(texts, new RegExp(`\\b${field}: '([^']+)'`, 'g')))].toSorted();
    expect(kinds('class')).toEqual(['demo', 'external', 'internal']);
    expect(kinds('environment')).toEqual(['production', 'staging']);
    expect(kinds('dataClassification')).toEqual(['phi', 'pii', 'public']);
    expect(kinds('isolation')).toEqual(['cluster', 'namespace', 'node']);
    expect(kinds('engine')).toEqual(['cloudnative-pg', 'statefulset']);
    expect(kinds('plan')).toEqual(['large', 'medium', 'small']);
    expect(kinds('ring')).toEqual(['early', 'preview', 'stable']);
    expect(kinds('lifecycle')).toEqual(['active', 'offboarding', 'suspended']);
    const perCluster = new Map<string, number>();
    for (const name of matches(texts, /cluster: '([^']+)'/g)) perCluster.set(name, (perCluster.get(name) ?? 0) + 1);
    expect(Math.max(...perCluster.values())).toBeLessThanOrEqual(tenantsPerCluster);
  });
});
