/** Guards: how much a run may change before a person has to look. Pure; exact at the limits. */

import type { Role, Table } from './model.ts'
import { TABLES } from './model.ts'

export interface GuardLimits {
  /** Retiring more than max(rows, share) of a table in the district holds the run. */
  readonly retireRowsMax: number
  readonly retireShareMax: number
  /** Retiring more than max(rows, share) of any one school's people, classes or enrolments holds it. */
  readonly schoolRetireRowsMax: number
  readonly schoolRetireShareMax: number
  /** Changing more than this share of a table holds it, from `changeRowsMin` changes on. */
  readonly changeShareMax: number
  readonly changeRowsMin: number
  /** Granting more administrator roles than this holds it. */
  readonly administratorRiseMax: number
  /** More than max(rows, share) of the people leaving and coming back under another sourcedId holds it. */
  readonly rekeyRowsMax: number
  readonly rekeyShareMax: number
}

/** Roles that manage others; a feed gives them only by a rule that names them. */
export const ADMINISTRATOR_ROLES: readonly Role[] = [
  'customer_admin',
  'district_admin',
  'school_admin',
  'it_admin',
  'billing_only',
]
/** The roles whose rise can hold even the first run of a source (product.md §2.5). */
export const PRIVILEGED_ROLES: readonly Role[] = ['customer_admin', 'district_admin', 'billing_only']

export interface TableDelta {
  /** Active rows of this source before the run. */
  readonly live: number
  /** Rows received in the feed; null where the feed doesn't carry the table. */
  readonly received: number | null
  readonly added: number
  readonly changed: number
  readonly retired: number
}

export interface SchoolDelta {
  readonly schoolSourcedId: string
  readonly table: Table
  readonly live: number
  /** Of a school that leaves: all of its people, though they stay in the roster. */
  readonly retired: number
}

export interface PlanCounts {
  /** False until a first run of the source has been applied. */
  readonly hasBaseline: boolean
  readonly tables: Readonly<Record<Table, TableDelta>>
  readonly schools: readonly SchoolDelta[]
  readonly rolesGained: Readonly<Partial<Record<Role, number>>>
  readonly rekeyed: RekeyedPeople
}

/** People who would leave and come back under another sourcedId in one plan. */
export interface RekeyedPeople {
  readonly people: number
  /** Of them: the district's policy keeps them one person already. */
  readonly joined: number
  /** Of them: the sourcedIds differ in leading zeros only. */
  readonly zeros: number
}

export interface HoldReason {
  readonly code:
    | 'rekeyed'
    | 'retire'
    | 'retire_school'
    | 'change'
    | 'administrator_rise'
    | 'table_empty'
    | 'full_overdue'
  readonly table: Table | null
  readonly schoolSourcedId: string | null
  readonly count: number
  /** The largest count that would have passed. */
  readonly limit: number
  readonly of: number
  readonly says: string
}

/** The reasons to hold a plan, all of them; none: it may be applied. */
export function holdReasons(plan: PlanCounts, limits: GuardLimits): readonly HoldReason[] {
  if (!plan.hasBaseline) return riseReasons(plan, limits, PRIVILEGED_ROLES)
  return [
    ...rekeyReasons(plan, limits),
    ...TABLES.flatMap((table) => tableReasons(table, plan.tables[table], limits)),
    ...plan.schools.flatMap((school) => schoolReasons(school, limits)),
    ...riseReasons(plan, limits, ADMINISTRATOR_ROLES),
  ]
}

function tableReasons(table: Table, delta: TableDelta, limits: GuardLimits): readonly HoldReason[] {
  const reasons: HoldReason[] = []
  const place = { table, schoolSourcedId: null, of: delta.live }
  if (delta.received === 0 && delta.live > 0)
    reasons.push({
      ...place,
      code: 'table_empty',
      count: delta.retired,
      limit: 0,
      says: `The feed has no ${table} at all; Staffroom knows ${delta.live}.`,
    })
  const retireLimit = largestAllowed(delta.live, limits.retireRowsMax, limits.retireShareMax)
  if (delta.retired > retireLimit)
    reasons.push({
      ...place,
      code: 'retire',
      count: delta.retired,
      limit: retireLimit,
      says: `${delta.retired} of ${delta.live} ${table} would be retired; up to ${retireLimit} pass unasked.`,
    })
  const changeLimit = largestAllowed(delta.live, limits.changeRowsMin, limits.changeShareMax)
  if (delta.changed > changeLimit)
    reasons.push({
      ...place,
      code: 'change',
      count: delta.changed,
      limit: changeLimit,
      says: `${delta.changed} of ${delta.live} ${table} would change; up to ${changeLimit} pass unasked.`,
    })
  return reasons
}

/** Whether so many people come back under another sourcedId that a person has to look. */
export function isRekeying(people: number, live: number, limits: GuardLimits): boolean {
  return people > largestAllowed(live, limits.rekeyRowsMax, limits.rekeyShareMax)
}

function rekeyReasons({ rekeyed, tables }: PlanCounts, limits: GuardLimits): readonly HoldReason[] {
  const { people: count, joined, zeros } = rekeyed
  const { live } = tables.people
  if (!isRekeying(count, live, limits)) return []
  const also = [
    ...(zeros > 0 ? [`${zeros} sourcedIds differ in leading zeros only`] : []),
    ...(joined > 0 ? [`${joined} are kept one person by the district's policy`] : []),
  ]
  return [
    {
      code: 'rekeyed',
      table: 'people',
      schoolSourcedId: null,
      count,
      limit: largestAllowed(live, limits.rekeyRowsMax, limits.rekeyShareMax),
      of: live,
      says: `${count} of ${live} people would leave and come back under another sourcedId${also.map((part) => `; ${part}`).join('')}. Approved with its matches the plan keeps each of them one person; approved without, they are retired and added anew.`,
    },
  ]
}

function schoolReasons(school: SchoolDelta, limits: GuardLimits): readonly HoldReason[] {
  const limit = largestAllowed(school.live, limits.schoolRetireRowsMax, limits.schoolRetireShareMax)
  if (school.retired <= limit) return []
  return [
    {
      code: 'retire_school',
      table: school.table,
      schoolSourcedId: school.schoolSourcedId,
      count: school.retired,
      limit,
      of: school.live,
      says: `${school.retired} of ${school.live} ${school.table} of school ${school.schoolSourcedId} would ${school.table === 'people' ? 'be retired or lose the school' : 'be retired'}; up to ${limit} pass unasked.`,
    },
  ]
}

function riseReasons(plan: PlanCounts, limits: GuardLimits, roles: readonly Role[]): readonly HoldReason[] {
  const count = roles.reduce((sum, role) => sum + (plan.rolesGained[role] ?? 0), 0)
  if (count <= limits.administratorRiseMax) return []
  const named = roles.filter((role) => (plan.rolesGained[role] ?? 0) > 0)
  return [
    {
      code: 'administrator_rise',
      table: null,
      schoolSourcedId: null,
      count,
      limit: limits.administratorRiseMax,
      of: count,
      says: `${count} administrator roles would be granted (${named.join(', ')}); up to ${limits.administratorRiseMax} pass unasked.`,
    },
  ]
}

/** max(rows, share of live), as the largest whole count that passes. */
function largestAllowed(live: number, rows: number, share: number): number {
  // The small term keeps 0.05 × 100 at 5 where binary fractions would make it 5.000000000000001 or 4.999….
  return Math.max(rows, Math.floor(live * share + 1e-9))
}
