/** Launches that are let in: those of people who are known already, many of one district at a time. */

import { executeInDistrict } from '../database.ts'
import type { Database } from '../database.ts'
import { hashToken } from '../signin/session.ts'

/** A launch of somebody whom the platform's subject may be linked to. */
export interface KnownLaunch {
  /** The code that its page exchanges; kept as a hash. */
  readonly code: string
  readonly registrationId: string
  readonly sub: string
  /** The course page, with all that a launch says of it; null: it comes from none. */
  readonly page: {
    readonly contextId: string
    readonly title: string | null
    readonly classSourcedIds: readonly string[]
    readonly membershipsUrl: string | null
    readonly platformFamily: string | null
    readonly gradebookUrl: string | null
  } | null
  /** coach, community:12, class-report:7 or survey:3; null: the class or the first page. */
  readonly opens: string | null
  readonly expiresAt: Date
}

/**
 * Makes the codes of those launches whose person is known and active, and whose course page is kept as they say it; the
 * class behind it comes along. Null of all others, of which nothing is written. A transaction of the district.
 */
export async function admitKnownLaunches(
  db: Database,
  districtId: string,
  launches: readonly KnownLaunch[],
): Promise<readonly ({ readonly classId: string | null } | null)[]> {
  const asked = launches.map(({ code, page, ...launch }, at) => ({ at, code: hashToken(code), ...launch, ...page }))
  const rows = await executeInDistrict<{ at: number; class_id: string | null }>(
    db,
    { districtId, actor: 'system' },
    { name: 'admit_known_launches', types: ['text', 'jsonb'], values: [districtId, JSON.stringify(asked)] },
  )
  const admitted = new Map(rows.map((row) => [row.at, { classId: row.class_id }]))
  return launches.map((_launch, at) => admitted.get(at) ?? null)
}
