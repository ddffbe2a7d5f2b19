/** What people, schools and tags of old records are called now. */

import type { PrismaTransaction } from '../database.ts'
import { query } from '../world.ts'

export interface RecordIds {
  readonly people: readonly string[]
  readonly schools: readonly string[]
  readonly tags: readonly string[]
}

export type NameOf = (kind: 'person' | 'school' | 'tag', id: string) => string

/** A look-up of the names; '' of what is there no more. */
export async function nameRecords(tx: PrismaTransaction, districtId: string, ids: RecordIds): Promise<NameOf> {
  const rows = await query<{ kind: string; id: string; name: string }>(tx, 'name_records', [
    districtId,
    ids.people,
    ids.schools,
    ids.tags,
  ])
  const names = new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]))
  return (kind, id) => names.get(`${kind} ${id}`) ?? ''
}
