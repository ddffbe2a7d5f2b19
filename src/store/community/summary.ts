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

export interface CycleSummary {
  readonly id: string
  readonly classId: string
  readonly classTitle: string
  readonly questionSet: string
  readonly startsOn: string
  readonly endsOn: string
  readonly extendedTo: string | null
  readonly state: 'planned' | 'open' | 'late' | 'closed'
}

/** Cycles of active classes by start and class: of one class, of one community, in one state, or all. */
export async function summariseCycles(
  client: pg.ClientBase,
  districtId: string,
  of: {
    readonly classId: string | null
    readonly communityId: string | null
    readonly state: CycleSummary['state'] | null
    readonly limit: number
    readonly now: Date
  },
): Promise<readonly CycleSummary[]> {
  const values = [districtId, of.now, of.classId, of.communityId, of.state, of.limit]
  return (await client.query<CycleSummary>(sql('summarise_survey_cycles'), values)).rows
}
