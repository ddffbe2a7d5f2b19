/** Types of check-boundaries.mjs, for the test of the walls. */
export interface BoundaryReport {
  /** Files of ours that were read. */
  readonly modules: number
  readonly dependencies: number
  readonly violations: readonly {
    readonly rule: string
    readonly from: string
    readonly to: string
    readonly comment: string
  }[]
}
/** Names and comments of every rule, in the order of .dependency-cruiser.cjs. */
export function boundaryRules(): readonly { readonly name: string; readonly comment: string }[]
/** Cruises the rooms under `baseDir` (absolute) with this repository's rules. */
export function checkBoundaries(baseDir: string): Promise<BoundaryReport>
