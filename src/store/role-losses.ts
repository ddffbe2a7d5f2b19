/** What a plan takes from the holders of each role, counted over the whole district: a role held by hand stays held. */

import { type RoleDelta, STANDING_ROLES } from '../roster/guard.ts'
import type { Role } from '../roster/model.ts'
import type { RunConnection } from './run-connection.ts'
import { sql } from './sql.ts'

export interface LossQuestion {
  readonly sourceId: string
  /** The date in the district's zone. */
  readonly today: string
  readonly gained: Readonly<Partial<Record<Role, number>>>
  /** So many may lose any role unasked. */
  readonly rowsMax: number
  /** The run is held as re-keyed: what that explains is no loss. */
  readonly rekeying: boolean
}

/** The roles that more than `rowsMax` people would lose, and those that somebody has to have where they lose any. */
export function countRoleLosses(connection: RunConnection, question: LossQuestion): Promise<readonly RoleDelta[]> {
  const { districtId } = connection
  return connection.inDistrict(async (client) => {
    // Few grants are looked up by their keys, among up to a million.
    await client.query("select set_config('enable_nestloop', 'on', true)")
    const lost = await client.query<{ role: Role; count: number }>(sql('count_role_losses'), [
      districtId,
      question.today,
      question.rekeying,
    ])
    const many = lost.rows.filter(({ count }) => count > question.rowsMax).map(({ role }) => role)
    const roles = [...new Set([...many, ...STANDING_ROLES])]
    const { rows } = await client.query<{ role: Role; holders: number; staying: number }>(sql('count_role_holders'), [
      districtId,
      question.sourceId,
      roles,
    ])
    // Other steps may share this transaction.
    await client.query("select set_config('enable_nestloop', 'off', true)")
    return rows.map(({ role, holders, staying }) => ({
      role,
      holders,
      lost: lost.rows.find((one) => one.role === role)?.count ?? 0,
      remaining: staying + (question.gained[role] ?? 0),
    }))
  })
}
