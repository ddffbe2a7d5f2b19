/** Guards: how much a run may change before a person has to look. Pure; exact at the limits. */

import type { Rollover } from './calendar.ts'
import type { GuardLimits } from './guard-limits.ts'
import type { Role, Table } from './model.ts'
import { TABLES } from './model.ts'

/** Why a run can be held: what each means and what to look at before deciding. */
export const HOLD_CODES = {
  year_rollover: {
    means: 'A new school year takes the place of the old one.',
    look: 'Is it time for it? Then approve. People and their history stay as they are.',
  },
  rekeyed: {
    means: 'People would leave and come back under another sourcedId.',
    look: 'Did the SIS give new ids? Look at the matches; approved with them, everybody stays one person.',
  },
  table_empty: {
    means: 'A table arrives without a single row, and Staffroom knows rows of it.',
    look: 'Was the export made in full? An empty file is mostly a failed one.',
  },
  retire: {
    means: 'More of a table would retire than on a usual day.',
    look: 'Did so many really leave, or is a part of the export missing?',
  },
  retire_school: {
    means: 'One school would lose more than on a usual day.',
    look: 'Is the school still in the export, with all its people and classes?',
  },
  change: {
    means: 'Nearly everything in a table would change at once.',
    look: 'Open the changes: is a column blank, shifted or written in another way?',
  },
  role_loss: {
    means: 'Many of those who hold a role would lose it.',
    look: 'Did the role map, a job title or the type of an organisation change?',
  },
  role_none: {
    means: 'Nobody would be left with a role that somebody has to have.',
    look: 'Is the successor in the export, with the role or title that your rules name?',
  },
  administrator_rise: {
    means: 'Several people would become administrators at once.',
    look: 'Do you know all of them? A feed should not make many.',
  },
  quarantine: {
    means: 'Many rows of a file cannot be taken that could be before.',
    look: 'Look at the quarantined rows: they mostly have one and the same fault.',
  },
  full_overdue: {
    means: 'Only deltas have come for longer than is good: they do not tell what vanished without a word.',
    look: 'Ask the SIS for a complete export. Approving takes the changes of this run all the same.',
  },
} as const satisfies Record<string, { readonly means: string; readonly look: string }>
export type HoldCode = keyof typeof HOLD_CODES
export const HOLD_CODE_LIST = Object.keys(HOLD_CODES) as readonly HoldCode[]

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
/** The roles that a run doesn't take from their last holder unasked. */
export const STANDING_ROLES: readonly Role[] = [
  'district_admin',
  'school_admin',
  'it_admin',
  'billing_only',
  'principal',
  'coach',
]

export interface TableDelta {
  /** Active rows of this source before the run. */
  readonly live: number
  /** Rows received in the feed; null where the feed doesn't carry the table. */
  readonly received: number | null
  readonly added: number
  readonly changed: number
  readonly retired: number
  /** Of the retired: those whose time is over by the calendar. */
  readonly ended: number
  /** Of the changed: those that only move on to a new school year. */
  readonly renewed: number
}

export interface SchoolDelta {
  readonly schoolSourcedId: string
  readonly table: Table
  readonly live: number
  /** Of a school that leaves, or is a school no more: all of its people, though they stay in the roster. */
  readonly retired: number
  /** Of the retired: those whose time is over by the calendar. */
  readonly ended: number
}

export interface RoleDelta {
  readonly role: Role
  /** People of the district who hold the role, whoever gave it to them. */
  readonly holders: number
  /** Those of them who would not hold it any more, nowhere. */
  readonly lost: number
  /** Who would hold it once the plan is applied, newcomers included. */
  readonly remaining: number
}

export interface QuarantineDelta {
  readonly table: Table
  readonly file: string
  readonly received: number
  /** Rows that stay out by a fault of their own and did not when a run of this source was applied last. */
  readonly fresh: number
}

export interface PlanCounts {
  /** False until a first run of the source has been applied. */
  readonly hasBaseline: boolean
  readonly tables: Readonly<Record<Table, TableDelta>>
  readonly schools: readonly SchoolDelta[]
  readonly rolesGained: Readonly<Partial<Record<Role, number>>>
  /** Of the roles that manage others: people who have one by hand and come back. */
  readonly returning: Readonly<Partial<Record<Role, number>>>
  /** At least the roles of which many holders, or all, would lose it. */
  readonly roles: readonly RoleDelta[]
  readonly quarantine: readonly QuarantineDelta[]
  readonly rollover: Rollover | null
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
  readonly code: HoldCode
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
    ...rolloverReasons(plan, limits),
    ...TABLES.flatMap((table) => tableReasons(table, plan.tables[table], limits)),
    ...plan.schools.flatMap((school) => schoolReasons(school, limits)),
    ...plan.roles.flatMap((role) => roleReasons(role, limits)),
    ...riseReasons(plan, limits, ADMINISTRATOR_ROLES),
    ...plan.quarantine.flatMap((file) => quarantineReasons(file, limits)),
  ]
}

/**
 * A new year is held by design, once: where it replaces most of the classes, or more than would pass on another day.
 * The few that follow it later are no rollover of their own.
 */
function rolloverReasons({ rollover, tables }: PlanCounts, limits: GuardLimits): readonly HoldReason[] {
  if (rollover === null || limits.rolloverHold === 0) return []
  const unusual = TABLES.some((table) => {
    const { live, retired, ended, changed, renewed } = tables[table]
    return (ended > 0 && retired > retireLimit(live, limits)) || (renewed > 0 && changed > changeLimit(live, limits))
  })
  const { classesEnded, classesStarted, enrolmentsEnded, fromYear, toYear } = rollover
  const { live } = tables.classes
  if (!unusual && classesEnded * 2 < live) return []
  return [
    {
      code: 'year_rollover',
      table: 'classes',
      schoolSourcedId: null,
      count: classesEnded,
      limit: 0,
      of: live,
      says: `School year ${toYear} takes the place of ${fromYear}: ${classesEnded} of ${live} classes end and ${classesStarted} begin; ${enrolmentsEnded} enrolments end with their classes. People keep their history. It is held once, to be looked at.`,
    },
  ]
}

function tableReasons(table: Table, delta: TableDelta, limits: GuardLimits): readonly HoldReason[] {
  const reasons: HoldReason[] = []
  const place = { table, schoolSourcedId: null }
  if (delta.received === 0 && delta.live > 0)
    reasons.push({
      ...place,
      code: 'table_empty',
      count: delta.retired,
      limit: 0,
      of: delta.live,
      says: `The feed has no ${table} at all; Staffroom knows ${delta.live}.`,
    })
  const left = { of: delta.live - delta.ended, count: delta.retired - delta.ended }
  const retirable = retireLimit(left.of, limits)
  if (left.count > retirable)
    reasons.push({
      ...place,
      ...left,
      code: 'retire',
      limit: retirable,
      says: `${left.count} of ${left.of} ${table} would be retired${besides(delta.ended)}; up to ${retirable} pass unasked.`,
    })
  const other = { of: delta.live - delta.renewed, count: delta.changed - delta.renewed }
  const changeable = changeLimit(other.of, limits)
  if (other.count > changeable)
    reasons.push({
      ...place,
      ...other,
      code: 'change',
      limit: changeable,
      says: `${other.count} of ${other.of} ${table} would change${delta.renewed === 0 ? '' : ` beside ${delta.renewed} that move on to the new school year`}; up to ${changeable} pass unasked.`,
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
  const { table, schoolSourcedId, ended } = school
  const of = school.live - ended
  const count = school.retired - ended
  const limit = largestAllowed(of, limits.schoolRetireRowsMax, limits.schoolRetireShareMax)
  if (count <= limit) return []
  return [
    {
      code: 'retire_school',
      table,
      schoolSourcedId,
      count,
      limit,
      of,
      says: `${count} of ${of} ${table} of school ${schoolSourcedId} would ${table === 'people' ? 'be retired or lose the school' : 'be retired'}${besides(ended)}; up to ${limit} pass unasked.`,
    },
  ]
}

function roleReasons(delta: RoleDelta, limits: GuardLimits): readonly HoldReason[] {
  const { role, holders, lost, remaining } = delta
  const place = { table: null, schoolSourcedId: null, count: lost, of: holders }
  if (STANDING_ROLES.includes(role) && holders > 0 && remaining === 0)
    return [
      {
        ...place,
        code: 'role_none',
        limit: holders - 1,
        says: `Nobody would hold the role ${role} any more; ${holders === 1 ? '1 person does' : `${holders} people do`} now.`,
      },
    ]
  const limit = roleLossLimit(holders, limits)
  if (lost <= limit) return []
  return [
    {
      ...place,
      code: 'role_loss',
      limit,
      says: `${lost} of ${holders} people who hold the role ${role} would lose it; up to ${limit} pass unasked.`,
    },
  ]
}

/**
 * Roles that manage others, given by rules, and by hand to people who come back. No rule names the latter, so those that
 * a feed gives only by a rule don't pass at all.
 */
function riseReasons(plan: PlanCounts, limits: GuardLimits, roles: readonly Role[]): readonly HoldReason[] {
  const { rolesGained, returning } = plan
  const total = (by: PlanCounts['returning']): number => roles.reduce((sum, role) => sum + (by[role] ?? 0), 0)
  const back = total(returning)
  const count = total(rolesGained) + back
  const unnamed = PRIVILEGED_ROLES.some((role) => (returning[role] ?? 0) > 0)
  const limit = unnamed ? 0 : limits.administratorRiseMax
  if (count <= limit) return []
  const named = roles.filter((role) => (rolesGained[role] ?? 0) + (returning[role] ?? 0) > 0)
  const byHand = back === 0 ? '' : `, ${back} of them to people who have them by hand and come back`
  return [
    {
      code: 'administrator_rise',
      table: null,
      schoolSourcedId: null,
      count,
      limit,
      of: count,
      says: `${count} administrator roles would be granted (${named.join(', ')})${byHand}; up to ${limit} pass unasked.`,
    },
  ]
}

function quarantineReasons(delta: QuarantineDelta, limits: GuardLimits): readonly HoldReason[] {
  const { table, file, received, fresh } = delta
  const limit = largestAllowed(received, limits.quarantineRowsMax, limits.quarantineShareMax)
  if (fresh <= limit) return []
  return [
    {
      code: 'quarantine',
      table,
      schoolSourcedId: null,
      count: fresh,
      limit,
      of: received,
      says: `${fresh} of ${received} rows of ${file} stay out that did not before; up to ${limit} pass unasked.`,
    },
  ]
}

function besides(ended: number): string {
  return ended === 0 ? '' : ` beside ${ended} whose terms have ended`
}

/** Of so many who hold a role: how many may lose it unasked. */
export function roleLossLimit(holders: number, limits: GuardLimits): number {
  return largestAllowed(holders, limits.roleLossRowsMax, limits.roleLossShareMax)
}

function retireLimit(live: number, limits: GuardLimits): number {
  return largestAllowed(live, limits.retireRowsMax, limits.retireShareMax)
}

function changeLimit(live: number, limits: GuardLimits): number {
  return largestAllowed(live, limits.changeRowsMin, limits.changeShareMax)
}

/** max(rows, share of live), as the largest whole count that passes. */
function largestAllowed(live: number, rows: number, share: number): number {
  // The small term keeps 0.05 × 100 at 5 where binary fractions would make it 5.000000000000001 or 4.999….
  return Math.max(rows, Math.floor(live * share + 1e-9))
}
