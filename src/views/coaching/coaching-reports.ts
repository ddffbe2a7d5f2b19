/** Reports of coaching for those who may: their own work, or as far as the district has opened it to coaches. */

import { authorise, authoriseUnder } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { type InteractionType, nameType } from '../../coaching/interaction-type.ts'
import { addDays } from '../../coaching/window.ts'
import { hasCaseload } from '../../store/coaching/caseload.ts'
import { readTypesDirect } from '../../store/coaching/coaching-figures.ts'
import {
  countEducatorsOf,
  countNotes,
  listNotSeen,
  listReport,
  sumReport,
  type NoteCounts,
  type NotedKey,
  type NotSeenRow,
  type ReportFilter,
  type ReportKey,
  type ReportReach,
  type ReportRow,
} from '../../store/coaching/coaching-reports.ts'
import { listEducatorChoices } from '../../store/coaching/educator-database.ts'
import { listTagsDirect, type TagRow } from '../../store/coaching/coaching-tag.ts'
import { listOrganisationSchools } from '../../store/people/organisation.ts'
import type { PageRequest, SchoolRow } from '../../store/page.ts'
import type { DistrictClient } from '../../store/database.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import type { PageView } from './educators.ts'
import {
  cutToPeople,
  type OfCaseload,
  reachIn,
  reachOf,
  readsOneByOne,
  schoolsIn,
  scopeOfOthers,
  type Whose,
  yearOf,
} from './report-reach.ts'

export interface ReportQuery {
  readonly whose: Whose
  readonly by: ReportKey
  /** Days; null: the school year so far. */
  readonly from: string | null
  readonly to: string | null
  readonly schoolId: string | null
  readonly groupId: string | null
  readonly grade: string | null
  readonly coachId: string | null
  readonly typeId: string | null
  readonly tagId: string | null
  readonly caseload: OfCaseload
}

export interface ReportView {
  readonly by: ReportKey
  readonly from: string
  readonly to: string
  readonly rows: readonly { key: string; name: string; interactions: number; minutes: number; notes?: number }[]
  /** `notes`: how many have one, where notes are private and the reader may see what there is of others. */
  readonly total: { readonly interactions: number; readonly minutes: number; readonly notes?: number }
  /** Different educators; null where more than one coach is in it. */
  readonly educators: number | null
}

const OVERLAPPING: ReadonlySet<ReportKey> = new Set(['school', 'tag', 'phase'])

/** Null: no such school in reach. Throws `Refusal` where others' work is not open to them. */
export function viewReport(world: DomainWorld, principal: Principal, query: ReportQuery): Promise<ReportView | null> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const open = await reachOf(client, principal, query)
    if (open === null) return null
    const year = await yearOf(world, client, districtId)
    const reach = await cutToPeople(client, open, { ...query, today: year.today, yearFrom: year.from })
    const { by, typeId, tagId } = query
    const filter = { from: query.from ?? year.from, to: query.to ?? year.today, typeId, tagId }
    const found = await listReport(client, by, reach, filter)
    // What counts at two schools, or with two tags, is one interaction all the same.
    const total = OVERLAPPING.has(by) ? await sumReport(client, reach, filter) : totalOf(found)
    const rows = by === 'phase' ? withRest(found, total) : found
    const noted = await notesOf(client, principal, { query, reach, filter })
    const types = by === 'type' ? await readTypesDirect(client, world, districtId) : []
    const { from, to } = filter
    return {
      by,
      from,
      to,
      rows: rows.map((row) => ({
        ...row,
        name: by === 'type' ? nameType(types, row.key).name : row.name,
        ...(noted === null ? {} : { notes: noted.byKey.get(row.key) ?? 0 }),
      })),
      total: noted === null ? total : { ...total, notes: noted.total },
      educators:
        reach.coachId === null || typeId !== null || tagId !== null
          ? null
          : await countEducatorsOf(client, reach, { coachId: reach.coachId, from, to }),
    }
  })
}

const isNoted = (by: ReportKey): by is NotedKey => by === 'month' || by === 'coach' || by === 'school'

/**
 * Where notes are nobody's but their author's, how many there are is what leaders are told (product.md §4.4): by coach, school
 * and month, to whoever sees in the list anyway which interaction has one. Null: nothing is told.
 */
async function notesOf(
  client: DistrictClient,
  principal: Principal,
  o: { readonly query: ReportQuery; readonly reach: ReportReach; readonly filter: ReportFilter },
): Promise<NoteCounts | null> {
  const { by, whose } = o.query
  if (whose !== 'all' || !isNoted(by) || !readsOneByOne(principal)) return null
  if ((await readDistrictRule(client, principal.districtId, 'privateNotes')) !== true) return null
  return countNotes(client, by, o.reach, o.filter)
}

export interface NotSeenQuery extends PageRequest {
  readonly whose: Whose
  readonly days: number
  readonly schoolId: string | null
  readonly groupId: string | null
  readonly grade: string | null
  readonly caseload: OfCaseload
}

/** Educators of the schools in reach whom nobody, or the reader, has seen for so many days. */
export function viewNotSeen(
  world: DomainWorld,
  principal: Principal,
  query: NotSeenQuery,
): Promise<PageView<NotSeenRow> | null> {
  const { page, pageSize, days } = query
  return inDistrictClient(world, principal, async (client) => {
    // Whom nobody has seen is told by name: a grade tells no share of anybody's.
    const open = await reachOf(client, principal, { ...query, coachId: null, grade: null })
    if (open === null) return null
    const { today, from } = await yearOf(world, client, principal.districtId)
    const reach = await cutToPeople(client, open, { ...query, today, yearFrom: from })
    // Whose educators they are is a matter of schools, whose visits count one of the coach.
    const placed = authorise(principal, 'use:educator_database').scope
    const schoolIds = query.whose === 'mine' ? schoolsIn(placed, reach.schoolIds) : reach.schoolIds
    const since = addDays(today, -days)
    const found = await listNotSeen(client, { ...reach, schoolIds }, { ...query, since })
    return { ...found, page, pageSize }
  })
}

export interface ReportChoices {
  /** How far reports of others' work reach for whoever asks. */
  readonly reach: 'none' | 'schools' | 'district'
  readonly today: string
  /** First day of the school year. */
  readonly yearFrom: string
  readonly schools: readonly SchoolRow[]
  readonly types: readonly InteractionType[]
  /** Also those that are switched off: what was logged with them has them still. */
  readonly tags: readonly TagRow[]
  /** Whoever asks has a caseload in use. */
  readonly hasCaseload: boolean
  /** With one of these schools. */
  readonly groups: readonly SchoolRow[]
  /** Taught there. */
  readonly grades: readonly string[]
  /** Whether others' work is told them by grade. */
  readonly gradesOfOthers: boolean
}

const NO_PLACES = { groups: [], grades: [] }

/** What the page of reports offers. */
export function viewReportChoices(world: DomainWorld, grant: Grant<'view:interaction'>): Promise<ReportChoices> {
  const { principal } = grant
  return inDistrictClient(world, principal, async (client) => {
    const { today, from } = await yearOf(world, client, principal.districtId)
    const scope = await scopeOfOthers(client, principal)
    const placed = authoriseUnder(principal, 'use:educator_database', [])
    const all = authoriseUnder(principal, 'view:district_data_report', ['granted_by_district_admin'])
    const schools = scope?.district === true ? (all ?? placed) : placed
    const types = await readTypesDirect(client, world, principal.districtId)
    const { groups, grades } = schools === null ? NO_PLACES : await listEducatorChoices(client, schools)
    return {
      groups,
      grades,
      gradesOfOthers: readsOneByOne(principal),
      reach: reachIn(scope),
      today,
      yearFrom: from,
      schools:
        schools === null ? [] : (await listOrganisationSchools(client, schools)).map(({ id, name }) => ({ id, name })),
      types: types.map(({ id, name }) => ({ id, name })),
      tags: await listTagsDirect(client, principal.districtId),
      hasCaseload: principal.personId !== null && (await hasCaseload(client, principal.districtId, principal.personId)),
    }
  })
}

/** What is in no cycle comes last, by an empty key. */
function withRest(rows: readonly ReportRow[], total: ReportView['total']): readonly ReportRow[] {
  const inCycles = totalOf(rows)
  const interactions = total.interactions - inCycles.interactions
  const minutes = total.minutes - inCycles.minutes
  return interactions === 0 ? rows : [...rows, { key: '', name: '', interactions, minutes }]
}

function totalOf(rows: readonly ReportRow[]): ReportView['total'] {
  return {
    interactions: rows.reduce((sum, row) => sum + row.interactions, 0),
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
  }
}
