/** The district's tags: added, renamed, switched off and on; never deleted. */

import type pg from 'pg'
import type { PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'

export interface TagRow {
  readonly id: string
  readonly name: string
  /** Whether it may be given. */
  readonly isActive: boolean
}

/** All of them, by name. */
export async function listTags(tx: PrismaTransaction, districtId: string): Promise<readonly TagRow[]> {
  const rows = await tx.coachingTag.findMany({
    where: { districtId },
    select: { id: true, name: true, isActive: true },
  })
  return rows
    .map(({ id, ...row }) => ({ id: String(id), ...row }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || Number(a.id) - Number(b.id))
}

/** The same over a connection of its own. */
export async function listTagsDirect(client: pg.ClientBase, districtId: string): Promise<readonly TagRow[]> {
  const { rows } = await client.query<TagRow>(sql('list_tags'), [districtId])
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || Number(a.id) - Number(b.id))
}

export async function insertTag(
  tx: PrismaTransaction,
  { districtId, name, at }: { readonly districtId: string; readonly name: string; readonly at: Date },
): Promise<string> {
  const made = await tx.coachingTag.create({ data: { districtId, name, changedAt: at }, select: { id: true } })
  return String(made.id)
}

/** False where the district has no such tag. */
export async function updateTag(
  tx: PrismaTransaction,
  { districtId, id, name, isActive, at }: TagRow & { readonly districtId: string; readonly at: Date },
): Promise<boolean> {
  const { count } = await tx.coachingTag.updateMany({
    where: { districtId, id: BigInt(id) },
    data: { name, isActive, changedAt: at },
  })
  return count === 1
}
