/** Keeps what a launch by somebody who administers the platform shows of the connection. */

import type { VerifiedLaunch } from '../lti/verify-launch.ts'
import { inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { findPreflight, keepPreflight } from '../store/lti/preflight.ts'

/** A finding as lti makes it. */
export interface KeptFinding {
  readonly code: string
  readonly about: readonly string[]
}

export interface NotedPreflight {
  readonly findings: readonly KeptFinding[]
  /** Nothing was kept of this deployment before. */
  readonly isFirst: boolean
}

export type NotePreflight = (
  launch: VerifiedLaunch,
  examine: (before: unknown) => readonly KeptFinding[],
) => Promise<NotedPreflight>

/** What it returns keeps findings: `examine` gets those of before, and makes those that are kept now (lti/preflight). */
export function notePreflightIn({ db, now }: { readonly db: Database; readonly now: () => Date }): NotePreflight {
  return ({ deployment }, examine) => {
    const { districtId, id: deploymentRow } = deployment
    return inDistrict(db, { districtId, actor: 'system' }, async (client) => {
      const before = await findPreflight(client, { districtId, deploymentRow })
      const findings = examine(before)
      await keepPreflight(client, { districtId, deploymentRow, now: now(), findings })
      return { findings, isFirst: before === null }
    })
  }
}
