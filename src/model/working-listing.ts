/** What stands in a working tree, as Git lists it. */

/** Paths relative to the root. */
export interface WorkingListing {
  /** What is no folder, besides what stands in `folders`. */
  readonly files: readonly string[];
  /** Folders of which Git knows nothing, empty ones too. */
  readonly folders: readonly string[];
}
