/** The time line of an educator. Read with `pg`, so that one transaction has the rules as well. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { type Colleagues, type InteractionRow, widened } from './coaching.ts'
import type { Page, PageRequest, PersonRow, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachRecords, reachSchools } from '../scope.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

export interface TimelineRow extends Page<InteractionRow> {
  /** YYYY-MM-DD of the last interaction in scope, or null. */
  readonly lastContactOn: string | null
  /** Next steps that are open. */
  readonly openSteps: number
  /** By school year, the newest first. */
  readonly years: readonly YearSums[]
}

export interface YearSums {
  /** First day of the school year, YYYY-MM-DD. */
  readonly from: string
  readonly interactions: number
  readonly minutes: number
  /** YYYY-MM-DD, or null: nothing was done in it. */
  readonly lastContactOn: string | null
}

/** Where somebody worked in a school year, and as what; a school out of scope is null and has no roles. */
export interface YearPlace {
  readonly school: SchoolRow | null
  readonly roles: readonly string[]
}

/** By school year, the newest first, as far as the roster has kept it. */
export async function listSchoolYears(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  o: { readonly educatorId: string; readonly startMonth: number; readonly today: string },
): Promise<readonly { readonly from: string; readonly places: readonly YearPlace[] }[]> {
  const values = [...reachSchools(grant), o.educatorId, o.startMonth, o.today]
  const { rows } = await client.query<{ from: string; places: YearPlace[] }>(sql('list_school_years'), values)
  return rows
}

/**
 * The educator, where they are staff of a school in scope or stand in an interaction in scope; never the reader themself.
 * Whoever asks for a record that was merged into another gets that one.
 */
export async function findEducatorInScope(
  client: pg.ClientBase,
  grants: { readonly records: Grant<Capability>; readonly schools: Grant<Capability> },
  educatorId: string,
): Promise<PersonRow | null> {
  const { records, schools } = grants
  if (educatorId === records.principal.personId) return null
  const [, , schoolIds] = reachSchools(schools)
  const values = [...reachRecords(records), schools.scope.district, schoolIds, educatorId]
  const { rows } = await client.query<PersonRow>(sql('find_educator_in_scope'), values)
  const [found] = rows
  return found === undefined || found.id === records.principal.personId ? null : found
}

const TIMELINE_ORDER: ListOrder = {
  by: { date: ['page.held_on'], minutes: ['page.minutes'] },
  otherwise: 'page.held_on desc, page.id desc',
}

export interface TimelineRequest extends PageRequest {
  readonly educatorId: string
  /** Of a school year, 1 to 12. */
  readonly startMonth: number
  /** Only what the reader logged. */
  readonly isOwn: boolean
  /** As `scopeOfColleagues` has it. */
  readonly colleagues: Colleagues
}

/** What is known of the educator in scope, newest first; never words. */
export async function readTimeline(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  o: TimelineRequest,
): Promise<TimelineRow> {
  const { limit, offset } = pageFrom(o)
  const { reach, schools } = widened(grant, o.isOwn ? null : o.colleagues)
  const [districtId, whole, ownerId, notAboutId] = reach
  const first = [districtId, whole === true && !o.isOwn, o.isOwn ? grant.principal.personId : ownerId, notAboutId]
  const values = [...first, o.educatorId, o.startMonth, limit, offset, schools]
  const { rows } = await client.query<TimelineRow>(sorted('read_timeline', o, TIMELINE_ORDER), values)
  return rows[0] ?? { items: [], total: 0, lastContactOn: null, openSteps: 0, years: [] }
}
