/** What the commands of role maps ask of an open installation. */

import type { RoleMapChange } from '../../roster/role-map-change.ts'
import type { RoleMapOutcome } from '../../sync/role-map-trial.ts'
import type { LicencePreviewView } from '../seats/licence-tools.ts'

export interface RoleMapTools {
  readonly check: (map: unknown) => readonly { readonly path: string; readonly says: string }[]
  readonly set: (districtId: string, map: unknown) => Promise<{ readonly rules: number }>
  readonly preview: (districtId: string, map: unknown) => Promise<readonly LicencePreviewView[]>
  readonly show: (districtId: string) => Promise<{ readonly own: unknown; readonly effective: unknown }>
  readonly test: (districtId: string, sourcedId: string | null) => Promise<RoleMapOutcome>
  /** The maps that the district has had, newest first. */
  readonly history: (o: { readonly districtId: string; readonly limit: number }) => Promise<{
    readonly versions: readonly RoleMapVersionLine[]
    readonly total: number
  }>
  /** One of them as it was saved. */
  readonly version: (o: { readonly districtId: string; readonly number: number }) => Promise<unknown>
}
interface RoleMapVersionLine {
  readonly number: number
  readonly savedAt: string
  readonly savedBy: string
  readonly ruleCount: number
  /** Null: it can't be understood any more. */
  readonly changes: readonly RoleMapChange[] | null
}
