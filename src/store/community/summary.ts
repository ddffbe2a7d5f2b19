/** Communities and classes as the command line shows them: ids, titles and counts, no names of people. In the district's transaction. */

import type pg from 'pg'
import { sql } from '../sql.ts'

export interface CommunitySummary {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  /** Ids of people. */
  readonly leads: readonly string[]
  /** Whoever was invited and whoever leads a class in it. */
  readonly members: number
  readonly classes: readonly { readonly id: string; readonly title: string }[]
}

/** By name, or the one of that id. */
export async function summariseCommunities(
  client: pg.ClientBase,
  districtId: string,
  id: string | null,
): Promise<readonly CommunitySummary[]> {
  return (await client.query<CommunitySummary>(sql('summarise_communities'), [districtId, id])).rows
}

export interface ClassSummary {
  readonly id: string
  readonly title: string
  /** Null: it was made by hand. */
  readonly sourceId: string | null
  readonly sourcedId: string
  /** Its sourcedId. */
  readonly school: string | null
  /** Ids of people. */
  readonly leads: readonly string[]
  readonly students: number
  /** Of them, put in by hand. */
  readonly putIn: number
  /** Ids. */
  readonly communities: readonly string[]
}

/** Active ones by title: of one school (its sourcedId) or all, or the one of that id. */
export async function summariseClasses(
  client: pg.ClientBase,
  districtId: string,
  of: { readonly school: string | null; readonly id: string | null; readonly limit: number },
): Promise<readonly ClassSummary[]> {
  const values = [districtId, of.school, of.id, of.limit]
  return (await client.query<ClassSummary>(sql('summarise_classes'), values)).rows
}
