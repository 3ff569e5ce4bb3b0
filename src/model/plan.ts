/** What a change of the fleet would do, for a reviewer. */
import type { ObjectChange, RiskLabel } from './change.ts';
import type { Finding } from './finding.ts';
import type { Json } from './manifest.ts';

export type SubjectState = 'new' | 'changed' | 'gone';

/** A tenant on a cluster, or the platform of a cluster. */
export interface Subject {
  readonly tenant?: string;
  readonly cluster: string;
}

/** What the records say of a tenant before and after. */
export interface Fact {
  /** `release`, `ring`, `lifecycle`, `data.generation` and the like. */
  readonly name: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** What a tenant's pods request all the time, and the volumes it has. */
export interface Requests {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly storageGiB: number;
}

/** A file of `dist` that differs; `sha256:` of its text. */
export interface FileChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** What an object's change is, without the object. */
export type ShownChange = Omit<ObjectChange, 'before' | 'after'>;

/** The change of one subject. */
export interface SubjectChange extends Subject {
  readonly state: SubjectState;
  readonly files: readonly FileChange[];
  readonly facts: readonly Fact[];
  /** In the order of `riskLabels`. */
  readonly risks: readonly RiskLabel[];
  /** The release that is left or entered, where its migration cannot be undone. */
  readonly migration?: { readonly from: string; readonly to: string; readonly reversibility: string };
  /** Absent where a record does not say it. */
  readonly requests: { readonly before?: Requests; readonly after?: Requests };
  /** Number of objects by kind of change. */
  readonly counts: Readonly<Partial<Record<ObjectChange['kind'], number>>>;
  /** Of these, how many change only in what says who made them and for which release: they are not among `objects`. */
  readonly relabelled: number;
  /** Equal for subjects whose change is the same but for their names and digests. */
  readonly signature: string;
  /** With names as they are in this subject. Left out where another of the same signature has them. */
  readonly objects?: readonly ShownChange[];
  /** Files whose objects cannot be read. */
  readonly unreadable: readonly string[];
}

export interface ChangeClass extends Pick<SubjectChange, 'state' | 'facts' | 'risks' | 'migration' | 'unreadable'> {
  /** Sorted. The details are those of the first. */
  readonly subjects: readonly Subject[];
  /** Objects of the first that change only in what says who made them and for which release. */
  readonly relabelled: number;
  readonly objects: readonly ShownChange[];
}

/** Files outside of `dist` that the change touches. */
export interface OtherFile {
  readonly path: string;
  readonly state: SubjectState;
  readonly area: 'spec' | 'secret' | 'fleet' | 'program' | 'dist' | 'other';
}

export interface Plan {
  readonly base: { readonly name: string; readonly commit: string };
  /** Without a commit: the working tree. */
  readonly head: { readonly name: string; readonly commit?: string };
  /** `sha256:` over every file that the change touches: those of `dist` as they are rendered, the others as they are. */
  readonly digest: string;
  readonly tenants: { readonly new: number; readonly changed: number; readonly gone: number };
  /** Number of clusters whose platform changes. */
  readonly platforms: number;
  readonly objects: Readonly<Record<ObjectChange['kind'], number>>;
  /** Number of subjects by label; only of labels that there are, in the order of `riskLabels`. */
  readonly risks: readonly { readonly label: RiskLabel; readonly subjects: number }[];
  /** A month, of the tenants that change. Absent without prices. */
  readonly cost?: {
    readonly currency: string;
    readonly before: number;
    readonly after: number;
    /** Tenants of which it is not known. */
    readonly unknown: number;
  };
  /** The most dangerous first, then the largest. */
  readonly classes: readonly ChangeClass[];
  readonly others: readonly OtherFile[];
  /** Sorted with `compareFindings`. */
  readonly findings: readonly Finding[];
  /** What a reviewer must know of how the plan was made, in sentences. */
  readonly notes: readonly string[];
}
