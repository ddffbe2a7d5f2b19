/** How much of everything stands in a district's roster now. */

import type pg from 'pg'
import { sql } from '../sql.ts'

export interface RosterCounts {
  readonly schools: number
  readonly classes: number
  readonly people: number
  readonly enrolments: number
  /** People with the role, by whatever origin. */
  readonly coaches: number
}

/** Active rows only. In the district's transaction. */
export async function countRoster(client: pg.ClientBase): Promise<RosterCounts> {
  const { rows } = await client.query<RosterCounts>(sql('count_roster'))
  return rows[0] ?? { schools: 0, classes: 0, people: 0, enrolments: 0, coaches: 0 }
}
