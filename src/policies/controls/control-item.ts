/** What a framework demands in one place, and what of it no policy can show. */
export interface ControlItem {
  /** As the framework numbers or heads it, and as policies name it. */
  readonly id: string;
  /** The framework's own title, or for a heading what stands below it. */
  readonly title: string;
  /** Of the HIPAA Security Rule: `addressable` items may be met in another way that is written down. */
  readonly need?: 'required' | 'addressable';
  /** One sentence: why no policy gives evidence. Only where none does. */
  readonly uncovered?: string;
  /** One sentence: what the policies leave to others. Only where there are some. */
  readonly partly?: string;
}
