/** What a plan takes from the holders of each role, counted over the whole district, and to whom it gives one back that was given by hand. */

import { type RoleDelta, STANDING_ROLES } from '../../roster/guard.ts'
import type { Role } from '../../roster/model.ts'
import { lookUp } from './roster-diff.ts'
import type { RunConnection } from './run-connection.ts'
import { sql } from '../sql.ts'

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
    await lookUp(client, true)
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
    await lookUp(client, false)
    return rows.map(({ role, holders, staying }) => ({
      role,
      holders,
      lost: lost.rows.find((one) => one.role === role)?.count ?? 0,
      remaining: staying + (question.gained[role] ?? 0),
    }))
  })
}

/** Whether somebody who may sign in may not any more with the plan: then nothing that they hold counts. */
export function isAnybodyDisabled(connection: RunConnection): Promise<boolean> {
  return connection.inDistrict(async (client) => {
    // Few of them, by their keys.
    await lookUp(client, true)
    const { rows } = await client.query(sql('find_disabled_people'), [connection.districtId])
    await lookUp(client, false)
    return rows.length > 0
  })
}

/** How many people of each of these roles have it by hand and come back with the plan, so that it counts again. */
export function countReturningHolders(
  connection: RunConnection,
  roles: readonly Role[],
): Promise<Readonly<Partial<Record<Role, number>>>> {
  return connection.inDistrict(async (client) => {
    // Few of them, by their keys.
    await lookUp(client, true)
    const { rows } = await client.query<{ role: Role; count: number }>(sql('count_returning_holders'), [
      connection.districtId,
      roles,
    ])
    await lookUp(client, false)
    return Object.fromEntries(rows.map(({ role, count }) => [role, count]))
  })
}
