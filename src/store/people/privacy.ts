/** Where data of a district goes beside its own people. In the district's transaction. */

import type pg from 'pg'
import { sql } from '../sql.ts'

export interface DataGoes {
  /** Addresses of the LMSs that people launch it from. */
  readonly platforms: readonly string[]
  /** Classes whose gradebook is told that somebody took part in a survey. */
  readonly gradebookClasses: number
  /** Addresses of the providers that say who signs in. */
  readonly signInProviders: readonly string[]
}

export async function readWhereDataGoes(client: pg.ClientBase, districtId: string): Promise<DataGoes> {
  const { rows } = await client.query<DataGoes>(sql('read_where_data_goes'), [districtId])
  return rows[0] ?? { platforms: [], gradebookClasses: 0, signInProviders: [] }
}
