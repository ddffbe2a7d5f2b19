/** Reports of coaching: time and interactions by what, and whom nobody has seen lately. In the district's transaction. */

import type pg from 'pg'
import type { Page, PageRequest, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

/** What a report adds up by; each is a statement of its own. */
export const REPORT_KEYS = ['month', 'coach', 'school', 'type', 'tag', 'phase'] as const
export type ReportKey = (typeof REPORT_KEYS)[number]

/** Whose interactions at which schools: all that the reader may see, less what they left out. */
export interface ReportReach {
  readonly districtId: string
  /** Null: every school of the district. */
  readonly schoolIds: readonly string[] | null
  /** Null: every coach. */
  readonly coachId: string | null
  /** Whom nothing may be about: who reads it (P000-24). */
  readonly notAboutId: string | null
  /** Null: whoever was there; else one of these people at least. */
  readonly peopleIds: readonly string[] | null
}

export interface ReportFilter {
  /** First and last day. */
  readonly from: string
  readonly to: string
  readonly typeId: string | null
  readonly tagId: string | null
}

export interface ReportRow {
  /** Id of the coach, school, kind, tag or phase; the first day of the month. Empty: what is in no cycle. */
  readonly key: string
  readonly name: string
  readonly interactions: number
  readonly minutes: number
}

export interface NotSeenRow {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly schools: readonly SchoolRow[]
  readonly lastSeenOn: string | null
}

/** The rows of one report, the longest time first; months and phases in their order. */
export async function listReport(
  client: pg.ClientBase,
  key: ReportKey,
  reach: ReportReach,
  filter: ReportFilter,
): Promise<readonly ReportRow[]> {
  const { rows } = await client.query<ReportRow>(sql(`report_by_${key}`), valuesOf(reach, filter))
  return rows
}

/** What all of it comes to, each interaction once. */
export async function sumReport(
  client: pg.ClientBase,
  reach: ReportReach,
  filter: ReportFilter,
): Promise<Pick<ReportRow, 'interactions' | 'minutes'>> {
  const { rows } = await client.query<ReportRow>(sql('report_total'), valuesOf(reach, filter))
  return rows[0] ?? { interactions: 0, minutes: 0 }
}

/** What notes are counted by. */
export type NotedKey = 'month' | 'coach' | 'school'

export interface NoteCounts {
  /** By the keys of the report's rows; what was for several schools counts at each of them. */
  readonly byKey: ReadonlyMap<string, number>
  /** Each interaction once. */
  readonly total: number
}

/** How many of the interactions have a note. */
export async function countNotes(
  client: pg.ClientBase,
  key: NotedKey,
  reach: ReportReach,
  filter: ReportFilter,
): Promise<NoteCounts> {
  const { rows } = await client.query<{ key: string; notes: number; isTheirs: boolean }>(sql('count_notes'), [
    ...valuesOf(reach, filter),
    key,
  ])
  const byKey = new Map<string, number>()
  for (const row of rows) byKey.set(row.key, (byKey.get(row.key) ?? 0) + row.notes)
  return { byKey, total: rows.reduce((sum, { notes, isTheirs }) => sum + (isTheirs ? notes : 0), 0) }
}

/** Staff who teach the grade now, or of whom the roster says so. */
export async function listPeopleOfGrade(
  client: pg.ClientBase,
  districtId: string,
  grade: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('list_people_of_grade'), [districtId, grade])
  return rows.map(({ id }) => id)
}

function valuesOf(reach: ReportReach, { from, to, typeId, tagId }: ReportFilter): unknown[] {
  const { districtId, schoolIds, coachId, notAboutId, peopleIds } = reach
  return [districtId, schoolIds === null, schoolIds ?? [], coachId, notAboutId, from, to, typeId, tagId, peopleIds]
}

/** How many different educators one coach has worked with; with `peopleIds` how many of these. */
export async function countEducatorsOf(
  client: pg.ClientBase,
  { districtId, schoolIds, notAboutId, peopleIds }: ReportReach,
  of: { readonly coachId: string; readonly from: string; readonly to: string },
): Promise<number> {
  const values = [districtId, of.coachId, of.from, of.to, schoolIds, notAboutId, peopleIds]
  const { rows } = await client.query<{ educators: number }>(sql('count_educators_of_coach'), values)
  return rows[0]?.educators ?? 0
}

/** One entry of an index for each person; the statement's $5 is the coach. */
const LAST_SEEN = `(select e.held_on from interaction_educator e where e.district_id = $1 and e.person_id = page.id
  and ($5::text is null or e.coach_id = $5::text::bigint) order by e.held_on desc limit 1)`

const NOT_SEEN_ORDER: ListOrder = {
  by: {
    familyName: ['lower(page.family_name)'],
    givenName: ['lower(page.given_name)'],
    lastSeenOn: [LAST_SEEN],
  },
  nullable: ['lastSeenOn'],
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

/** Educators whom nobody (or not this coach) has seen since the day, by name where nothing else is asked for. */
export async function listNotSeen(
  client: pg.ClientBase,
  { districtId, schoolIds, coachId, notAboutId, peopleIds }: ReportReach,
  { since, ...request }: PageRequest & { readonly since: string },
): Promise<Page<NotSeenRow>> {
  const { limit, offset } = pageFrom(request)
  const values = [districtId, schoolIds === null, schoolIds ?? [], notAboutId, coachId, since, limit, offset, peopleIds]
  const { rows } = await client.query<{ total: number; items: NotSeenRow[] }>(
    sorted('list_not_seen', request, NOT_SEEN_ORDER),
    values,
  )
  return { total: rows[0]?.total ?? 0, items: rows[0]?.items ?? [] }
}
