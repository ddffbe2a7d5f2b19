/** Educators: the staff of the schools that a coach works with, as the roster has them. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import { reachSchools } from '../scope.ts'
import type { Page, PageRequest, PersonRow, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { sql } from '../sql.ts'
import { query, querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface EducatorRow extends PersonRow {
  readonly schools: readonly SchoolRow[]
  /** YYYY-MM-DD of the asking coach's last interaction with them, or null. */
  readonly lastSeenOn: string | null
}

export interface EducatorSearch extends PageRequest {
  /** Words in lower case; a name must contain them all. */
  readonly words: readonly string[]
  readonly schoolId: string | null
}

/** By which fields the list of educators is sorted. */
export const EDUCATORS_ORDER: ListOrder = {
  by: {
    familyName: ['lower(page.family_name)'],
    givenName: ['lower(page.given_name)'],
  },
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

/** One page of the educators in scope, by family name; whoever asks isn't among them. */
export async function listEducators(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  search: EducatorSearch,
): Promise<Page<EducatorRow>> {
  // '0' is nobody's id: an administrator who is no person of the roster leaves nobody out.
  const self = grant.principal.personId ?? '0'
  const { limit, offset } = pageFrom(search)
  const values = [...reachSchools(grant), search.schoolId, search.words, self, self, limit, offset]
  const [row] = await querySorted<{ total: number; items: EducatorRow[] }>(
    tx,
    sorted('list_educators', search, EDUCATORS_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

/** Those of the ids that are educators in scope: the others may not exist at all, and nobody can tell. */
export async function findTaggableEducators(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await query<{ id: string }>(tx, 'find_taggable_educators', [...reachSchools(grant), ids])
  return new Set(rows.map((row) => row.id))
}

/** The same, in a unit of work that holds a connection of `pg`. */
export async function findTaggable(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('find_taggable_educators'), [...reachSchools(grant), ids])
  return rows.map(({ id }) => id)
}

/** Active schools in scope, by name. */
export function listSchoolsInScope(tx: PrismaTransaction, grant: Grant<Capability>): Promise<SchoolRow[]> {
  return query<SchoolRow>(tx, 'list_schools_in_scope', reachSchools(grant))
}
