/** The modules that specs are made of: each is evaluated once, and a cycle is found however one enters it. */
import type { ImportDeclaration } from 'oxc-parser';
import { compareText, type Place } from '../model/finding.ts';
import { printable } from '../schema/document-value.ts';
import type { Evaluation, Module } from './evaluation.ts';
import { evaluateModule } from './evaluate.ts';
import { importPath } from './import-path.ts';
import type { FleetFiles } from './list-files.ts';
import type { Problem } from './problem.ts';
import { checkedText, readSource, type ReadResult } from './read-source.ts';

export interface Modules {
  /** Evaluates a module of `tenants/shared/` or `fleet/`, and keeps it for those that import it. */
  shared(file: string): Module;
  /** Evaluates a tenant's spec, without keeping it: there may be many thousand. */
  once(file: string): Module;
  /** The same for a text that does not stand in the file yet. */
  proposed(file: string, text: string): Module;
  /** The file and all modules that it imports, directly or not; of files that were evaluated. */
  sourcesOf(file: string): ReadonlySet<string>;
}

/** A module whose evaluation has begun but not ended. */
interface Frame {
  readonly file: string;
  readonly problems: Problem[];
  readonly imports: Set<string>;
  /** Where the import stands that is being followed. */
  importing?: Place;
}

const deepest = 64;

/** `root` is a real path. */
export function modulesOf(root: string, { tenants, shared: sharedFiles, fleet }: FleetFiles): Modules {
  const forModules: ReadonlySet<string> = new Set([...sharedFiles, ...fleet]);
  // What tenants share may not depend on one of them.
  const forTenants: ReadonlySet<string> = new Set([...forModules, ...tenants]);
  const kept = new Map<string, Module>();
  // Tenants that import each other: forgotten after each load, so that a load never depends on those before it.
  const visited = new Map<string, Module>();
  const frames: Frame[] = [];
  const imports = new Map<string, ReadonlySet<string>>();

  function evaluate(file: string, read: ReadResult = readSource(root, file)): Module {
    if ('problem' in read) return { file, exports: new Map(), problems: [read.problem], failed: true };
    const frame: Frame = { file, problems: [], imports: new Set() };
    imports.set(file, frame.imports);
    frames.push(frame);
    try {
      const module = evaluateModule(read.source, (evaluation, declaration) => follow(frame, evaluation, declaration));
      // Cycles are found by other modules after the evaluation of this one has begun.
      if (frame.problems.length === 0) return module;
      return { ...module, problems: [...module.problems, ...frame.problems], failed: true };
    } finally {
      frames.pop();
    }
  }

  function imported(file: string): Module {
    const modules = isTenantFile(file) ? visited : kept;
    const known = modules.get(file);
    if (known !== undefined) return known;
    const module = evaluate(file);
    modules.set(file, module);
    return module;
  }

  function once(file: string): Module {
    const module = evaluate(file);
    visited.clear();
    return module;
  }

  function proposed(file: string, text: string): Module {
    const module = evaluate(file, checkedText(file, text));
    visited.clear();
    return module;
  }

  function follow(frame: Frame, evaluation: Evaluation, { source }: ImportDeclaration): Module | undefined {
    const place = evaluation.source.placeOf(source.start);
    const refuse = (problem: Omit<Problem, 'place' | 'value'>) => {
      evaluation.problems.push({ ...problem, place, value: printable(source.value) });
      return undefined;
    };
    const path = importPath(source.value, frame.file, isTenantFile(frame.file) ? forTenants : forModules);
    if (!('file' in path)) return refuse({ policy: 'spec-import', ...path });
    if (frames.length >= deepest) {
      return refuse({
        policy: 'spec-too-large',
        message: `the chain of imports is longer than ${deepest} files, must be shorter`,
        wanted: `at most ${deepest} files`,
        fix: 'Import from the module that has the value.',
      });
    }
    frame.importing = place;
    frame.imports.add(path.file);
    const begun = frames.findIndex(({ file }) => file === path.file);
    if (begun !== -1) addCycle(frames.slice(begun));
    const module = begun === -1 ? imported(path.file) : undefined;
    // Mistakes of shared modules are reported once for the fleet, those of a tenant with that tenant. A module that
    // says itself what is wrong with its imports needs no second finding.
    if (module?.failed !== false && isTenantFile(path.file) && frame.problems.length === 0) {
      return refuse({
        policy: 'spec-import',
        message: `${path.file} has mistakes, must be correct to be imported`,
        wanted: 'a module without mistakes',
        fix: `Correct ${path.file}.`,
      });
    }
    return module;
  }

  function sourcesOf(file: string): ReadonlySet<string> {
    const sources = new Set([file]);
    // A set is visited to its end, what is added meanwhile included.
    for (const source of sources) for (const other of imports.get(source) ?? []) sources.add(other);
    return sources;
  }

  return { shared: imported, once, proposed, sourcesOf };
}

/** Records a cycle at its member with the smallest name, so that it is the same finding wherever one enters. */
function addCycle(cycle: readonly Frame[]): void {
  const files = cycle.map(({ file }) => file);
  const first = files.indexOf(files.toSorted(compareText)[0]!);
  const { problems, importing, file } = cycle[first]!;
  const path = [...files.slice(first), ...files.slice(0, first), file].join(' -> ');
  problems.push({
    policy: 'spec-cycle',
    place: importing ?? { file, line: 1, column: 1 },
    message: `the imports form a cycle, must not: ${path}`,
    value: path,
    wanted: 'imports without a cycle',
    fix: 'Move what both need into a module of its own.',
  });
}

/** True for a spec of a tenant, false for the modules in `tenants/shared/` and `fleet/`. */
export function isTenantFile(file: string): boolean {
  return /^tenants\/[^/]+$/.test(file);
}
