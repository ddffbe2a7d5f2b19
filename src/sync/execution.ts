/** What the steps of one run share: its claim, its source, what it found, and later its plan. */

import type { Bookmark } from '../roster/bookmark.ts'
import type { Connector } from '../feed/connector.ts'
import type { ShelfSlot } from '../feed/package-shelf.ts'
import type { Findings } from './diagnostics.ts'
import type { DistrictRules } from './district-rules.ts'
import type { Intake } from './intake.ts'
import type { Lease } from './lease.ts'
import type { RowMemory } from './row-memory.ts'
import type { Plan } from './plan.ts'
import type { RunProgress, SyncWorld } from './world.ts'

export interface OpenSource {
  readonly sourceId: string
  readonly connector: Connector
  readonly config: unknown
  readonly hasBaseline: boolean
  /** Nothing was ever applied: what a run adds is all there is, and needs no record beside it. */
  readonly isFirst: boolean
  /** What its last applied run left, see row-memory.ts. */
  readonly memory: unknown
  /** What the connector left in it for this read. */
  readonly bookmark: Bookmark | null
  /** Its place on the shelf of packages; null: it has none this time. */
  readonly shelf: ShelfSlot | null
  /** Every row is to be read, whatever is remembered. */
  readonly full: boolean
  /** What it does was entered long before: nobody is asked again, and it says nothing of how the source does. */
  readonly foreseen?: true
}

/** A run that a worker has claimed. */
export interface RunUnderWay {
  readonly world: SyncWorld
  readonly lease: Lease
  readonly source: Pick<OpenSource, 'sourceId'>
  readonly findings: Findings
  readonly onProgress: (progress: RunProgress) => void
}

/** One that reads a feed. */
export interface Execution extends RunUnderWay {
  readonly source: OpenSource
}

export interface Planned {
  readonly intake: Intake
  readonly plan: Plan
  readonly guard: DistrictRules
  readonly rowMemory: RowMemory
}
