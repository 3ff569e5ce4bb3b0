/** Which paths the rules of an HTTPRoute take, and which of two rules comes first. */
import { isWithin } from '../model/refused-paths.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { objectsIn } from './web-services.ts';

export interface PathMatch {
  readonly type: string;
  readonly value: string;
  /** Whether only the path decides. */
  readonly isPlain: boolean;
  /** Whether some request for the path is taken; true where it cannot be known. */
  mayMatch(path: string): boolean;
}

/** Whether a rule sends requests, or copies of them, to one of the services. */
export function reaches(rule: JsonObject, services: ReadonlySet<string>): boolean {
  const mirrors = objectsIn(rule, 'filters').flatMap(({ requestMirror }) =>
    isObject(requestMirror) && isObject(requestMirror['backendRef']) ? [requestMirror['backendRef']] : [],
  );
  return [...objectsIn(rule, 'backendRefs'), ...mirrors].some(({ name }) => services.has(String(name)));
}

/** A rule without matches takes everything. */
export function pathsOf(rule: JsonObject): readonly PathMatch[] {
  const matches = objectsIn(rule, 'matches');
  return matches.length === 0 ? [matchOf({})] : matches.map(matchOf);
}

export function isPathRewritten(rule: JsonObject): boolean {
  return objectsIn(rule, 'filters').some(({ urlRewrite }) => isObject(urlRewrite) && urlRewrite['path'] !== undefined);
}

/**
 * Whether requests for the path come to the guard before they come to the other match: an exact path before a prefix, a
 * longer prefix before a shorter one. How regular expressions rank is up to the gateway, so nothing guards against them.
 */
export function isGuardOf(guard: PathMatch, path: string, other: PathMatch): boolean {
  if (!guard.isPlain || !guard.mayMatch(path) || other.type !== 'PathPrefix') return false;
  return guard.type === 'Exact' || (guard.type === 'PathPrefix' && guard.value.length > other.value.length);
}

function matchOf(match: JsonObject): PathMatch {
  const path = isObject(match['path']) ? match['path'] : {};
  const type = String(path['type'] ?? 'PathPrefix');
  const written = String(path['value'] ?? '/');
  const value = type === 'PathPrefix' && written.length > 1 ? written.replace(/\/$/, '') : written;
  const isPlain = ['headers', 'method', 'queryParams'].every((field) => match[field] === undefined);
  return { type, value, isPlain, mayMatch: (probe) => takes({ type, value }, probe) };
}

function takes({ type, value }: { type: string; value: string }, probe: string): boolean {
  if (type === 'Exact') return probe === value;
  return type !== 'PathPrefix' || isWithin(probe, value);
}
