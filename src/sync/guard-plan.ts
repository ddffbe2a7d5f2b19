/** The guard's questions to a plan: what it takes, from whom, and what of that the calendar explains. */

import type { Rollover } from '../roster/calendar.ts'
import {
  ADMINISTRATOR_ROLES,
  type HoldReason,
  type PlanCounts,
  type QuarantineDelta,
  type TableDelta,
  holdReasons,
  isRekeying,
} from '../roster/guard.ts'
import type { GuardLimits } from '../roster/guard-limits.ts'
import { TABLES, type Table, forEachTable } from '../roster/model.ts'
import {
  type CalendarEffect,
  NO_CALENDAR,
  areClassesMoving,
  countPersonRenewals,
  planCalendar,
} from '../store/sync/calendar.ts'
import type { MatchWeight } from '../store/sync/identity-match.ts'
import { countKnownFaults } from '../store/sync/quarantine.ts'
import { countReturningHolders, countRoleLosses, isAnybodyDisabled } from '../store/sync/role-losses.ts'
import { type RoleChanges, type TableChanges, countSchoolLosses } from '../store/sync/roster-diff.ts'
import type { RunConnection } from '../store/sync/run-connection.ts'
import type { Findings } from './diagnostics.ts'
import { type Intake, completeTables, fileOf } from './intake.ts'

type Changes = Readonly<Record<Table, TableChanges>>

/** What is asked about, beside the plan in the connection's change tables. */
export interface Guarded {
  readonly connection: RunConnection
  readonly sourceId: string
  readonly hasBaseline: boolean
  readonly intake: Intake
  readonly findings: Findings
  readonly guard: GuardLimits
  /** The date in the district's zone. */
  readonly today: string
}

export interface Judgement {
  readonly holdReasons: readonly HoldReason[]
  readonly rollover: Rollover | null
}

/** What was compared. */
export interface Compared {
  readonly changes: Changes
  readonly roles: RoleChanges
  /** People who leave and come back under another sourcedId. */
  readonly matches: MatchWeight
}

/** After everything was compared. A first roster has nothing to lose: only who would rise is asked there. */
export async function guardPlan(options: Guarded, compared: Compared): Promise<Judgement> {
  const { connection, sourceId, guard, hasBaseline, today } = options
  const { changes, roles, matches } = compared
  // Where re-keying holds the run by itself, those it explains are no departures.
  const rekeying = isRekeying(matches.found, changes.people.live, guard)
  const calendar = hasBaseline ? await readCalendar(options, changes, roles) : NO_CALENDAR
  const plan = {
    hasBaseline,
    tables: deltasOf(options, { ...compared, rekeying, calendar }),
    rolesGained: roles.gained,
    returning: await findReturning(connection, changes),
    rollover: calendar.rollover,
    rekeyed: { people: matches.found, joined: matches.joined, zeros: matches.zeros },
  }
  if (!hasBaseline) {
    const nothing = { schools: [], roles: [], quarantine: [] }
    return { holdReasons: holdReasons({ ...plan, ...nothing }, guard), rollover: null }
  }
  const schools = await countSchoolLosses(connection, sourceId, {
    rows: Math.max(changes.people.retired, changes.classes.retired, changes.enrolments.retired),
    schools: changes.orgs.retired + changes.orgs.changed,
    limits: guard,
    rekeying,
    today,
  })
  const losses = (await takesRoles(options, compared))
    ? await countRoleLosses(connection, {
        sourceId,
        today,
        gained: roles.gained,
        rowsMax: guard.roleLossRowsMax,
        rekeying,
      })
    : []
  const quarantine = await findFreshFaults(options)
  return {
    holdReasons: holdReasons({ ...plan, schools, roles: losses, quarantine }, guard),
    rollover: calendar.rollover,
  }
}

async function takesRoles({ connection }: Guarded, { changes: { people }, roles }: Compared): Promise<boolean> {
  if (people.retired > 0 || Object.keys(roles.lost).length > 0) return true
  return people.changed > 0 && (await isAnybodyDisabled(connection))
}

/** Who comes back has been here before. */
async function findReturning(connection: RunConnection, { people }: Changes): Promise<PlanCounts['returning']> {
  return people.added + people.changed === 0 ? {} : countReturningHolders(connection, ADMINISTRATOR_ROLES)
}

/** Asked only where it can make a difference: on most nights nothing of it changes, and a large district has 50,000 classes. */
async function readCalendar(options: Guarded, changes: Changes, roles: RoleChanges): Promise<CalendarEffect> {
  const { connection, sourceId, guard, today } = options
  const few = Math.min(guard.retireRowsMax, guard.schoolRetireRowsMax, guard.roleLossRowsMax)
  const lost = Math.max(changes.enrolments.retired, roles.lost.class_lead ?? 0)
  const many = changes.enrolments.changed > changes.enrolments.live * guard.changeShareMax
  if (lost <= few && !many && !(await isYearMoving(connection, sourceId, changes))) return NO_CALENDAR
  const calendar = await planCalendar(connection, { sourceId, today })
  if (calendar.rollover === null || changes.people.changed === 0) return calendar
  const renewed = await countPersonRenewals(connection, sourceId)
  return { ...calendar, tables: { ...calendar.tables, people: { ended: 0, renewed } } }
}

/** Whether terms or courses differ, or classes come, go or move to other terms. */
async function isYearMoving(connection: RunConnection, sourceId: string, changes: Changes): Promise<boolean> {
  const { classes } = changes
  const moved = (['terms', 'courses'] as const).some(
    (table) => changes[table].added + changes[table].changed + changes[table].retired > 0,
  )
  if (moved || classes.added + classes.retired > 0) return true
  return classes.changed > 0 && (await areClassesMoving(connection, sourceId))
}

function deltasOf(
  { intake }: Guarded,
  {
    changes,
    matches,
    rekeying,
    calendar,
  }: Compared & { readonly rekeying: boolean; readonly calendar: CalendarEffect },
): Record<Table, TableDelta> {
  // A table that no row came of and that was not shown to be empty is just not in this feed.
  const complete = completeTables(intake)
  return forEachTable((table) => ({
    ...withoutMatched(table, changes[table], { matches, rekeying }),
    ...calendar.tables[table],
    received: intake.received[table] > 0 || complete.has(table) ? intake.received[table] : null,
  }))
}

/** What a table loses and changes apart from its people's new sourcedIds. */
function withoutMatched(
  table: Table,
  changes: TableChanges,
  { matches, rekeying }: { readonly matches: MatchWeight; readonly rekeying: boolean },
): TableChanges {
  if (table === 'people') return { ...changes, retired: changes.retired - (rekeying ? matches.found : matches.joined) }
  if (table !== 'enrolments' || !rekeying) return changes
  const { enrolmentsRetired, enrolmentsChanged } = matches
  return { ...changes, retired: changes.retired - enrolmentsRetired, changed: changes.changed - enrolmentsChanged }
}

async function findFreshFaults(options: Guarded): Promise<readonly QuarantineDelta[]> {
  const { connection, sourceId, intake, findings, guard } = options
  if (TABLES.every((table) => findings.ownByTable[table] <= guard.quarantineRowsMax)) return []
  const known = await countKnownFaults(connection, sourceId, findings.own)
  return TABLES.map((table) => ({
    table,
    file: fileOf(intake, table),
    received: intake.received[table],
    fresh: findings.ownByTable[table] - known[table],
  }))
}
