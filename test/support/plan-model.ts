/** What the pipeline counts of a plan, counted anew by the simplest means: a model for long simulations. */

import { type TermSpan, judgeTerms } from '../../src/roster/calendar.ts'
import {
  type PlanCounts,
  type RoleDelta,
  STANDING_ROLES,
  type SchoolDelta,
  type TableDelta,
} from '../../src/roster/guard.ts'
import type { ClassRecord, EnrolmentRecord, Role, RosterRecord, Table } from '../../src/roster/model.ts'
import { forEachTable } from '../../src/roster/model.ts'

type Records<T extends RosterRecord = RosterRecord> = ReadonlyMap<string, T>
export type Snapshot = Readonly<Record<Table, Records>>

/** A feed by table and sourcedId. */
export function snapshotOf(feed: readonly RosterRecord[]): Snapshot {
  const tables = forEachTable(() => new Map<string, RosterRecord>())
  for (const record of feed) tables[record.table].set(record.sourcedId, record)
  // An enrolment of nobody stays out, or goes with whoever leaves.
  for (const [id, record] of tables.enrolments)
    if (record.table === 'enrolments' && !tables.people.has(record.personSourcedId)) tables.enrolments.delete(id)
  return tables
}

/** What the guard is asked when `next` comes upon `live`: both whole, one role for each person, no term used twice. */
export function modelPlan(live: Snapshot, next: Snapshot, today: string): PlanCounts {
  const verdicts = new Map(
    judgeTerms(spans(live.terms), spans(next.terms), today).map((verdict) => [verdict.sourcedId, verdict]),
  )
  const ended = new Set(
    [...live.classes.values()]
      .filter((one) => one.table === 'classes' && one.termSourcedIds.every((id) => verdicts.get(id)?.ended === true))
      .map(({ sourcedId }) => sourcedId),
  )
  const yearOf = (one: RosterRecord, side: 'yearBefore' | 'yearAfter'): number =>
    Math.max(0, ...(one as ClassRecord).termSourcedIds.map((id) => verdicts.get(id)?.[side] ?? 0))
  const endedAway = [...ended].filter((id) => !next.classes.has(id))
  const fromYear = Math.max(0, ...endedAway.map((id) => yearOf(live.classes.get(id) as ClassRecord, 'yearBefore')))
  const toYear = Math.max(0, ...[...next.classes.values()].map((one) => yearOf(one, 'yearAfter')))
  const rolls = fromYear > 0 && toYear > fromYear
  const tables = forEachTable((table) => deltaOf(live[table], next[table], { table, ended, verdicts, rolls }))
  const away = new Set(endedAway)
  const enrolmentsEnded = [...live.enrolments.values()].filter(
    (one) => away.has((one as EnrolmentRecord).classSourcedId) && !next.enrolments.has(one.sourcedId),
  ).length
  const classesStarted = [...next.classes.keys()].filter((id) => !live.classes.has(id)).length
  return {
    hasBaseline: true,
    tables,
    schools: [...schoolsOf(live, next, ended)],
    ...rolesOf(live, next, ended),
    quarantine: [],
    rekeyed: { people: 0, joined: 0, zeros: 0 },
    rollover: rolls ? { fromYear, toYear, classesEnded: endedAway.length, classesStarted, enrolmentsEnded } : null,
  }
}

interface Calendar {
  readonly table: Table
  readonly ended: ReadonlySet<string>
  readonly verdicts: ReadonlyMap<string, { readonly ended: boolean }>
  readonly rolls: boolean
}

function deltaOf(live: Records, next: Records, { table, ended, verdicts, rolls }: Calendar): TableDelta {
  const gone = [...live.values()].filter(({ sourcedId }) => !next.has(sourcedId))
  const changed = [...next.values()].filter((record) => {
    const before = live.get(record.sourcedId)
    return before !== undefined && contentOf(before) !== contentOf(record)
  })
  const over = gone.filter((record) => {
    if (table === 'terms') return verdicts.get(record.sourcedId)?.ended === true
    if (record.table === 'enrolments') return ended.has(record.classSourcedId)
    return ended.has(record.sourcedId)
  })
  const renewed = changed.filter(
    (record) => rolls && record.table === 'people' && isSamePerson(record, live.get(record.sourcedId)),
  )
  const added = [...next.keys()].filter((id) => !live.has(id)).length
  return {
    live: live.size,
    received: next.size,
    added,
    changed: changed.length,
    retired: gone.length,
    ended: over.length,
    renewed: renewed.length,
  }
}

/** What can differ in this model. */
function contentOf(record: RosterRecord): string {
  if (record.table !== 'people') return ''
  return [record.familyName, record.email, record.grades[0], record.feedRoles[0]?.orgSourcedId].join('|')
}

function isSamePerson(one: RosterRecord, other: RosterRecord | undefined): boolean {
  return (
    one.table === 'people' &&
    other?.table === 'people' &&
    one.familyName === other.familyName &&
    one.email === other.email
  )
}

function* schoolsOf(live: Snapshot, next: Snapshot, ended: ReadonlySet<string>): Generator<SchoolDelta> {
  for (const table of ['people', 'classes', 'enrolments'] as const) {
    const schools = new Map<string, { live: number; retired: number; ended: number }>()
    for (const record of live[table].values()) {
      const school = schoolOf(record, live) ?? ''
      const counts = schools.get(school) ?? { live: 0, retired: 0, ended: 0 }
      schools.set(school, counts)
      counts.live += 1
      const leaves = table === 'people' && !next.orgs.has(school)
      if (next[table].has(record.sourcedId) && !leaves) continue
      counts.retired += 1
      if (ended.has(record.table === 'enrolments' ? record.classSourcedId : record.sourcedId)) counts.ended += 1
    }
    for (const [schoolSourcedId, counts] of schools) yield { schoolSourcedId, table, ...counts }
  }
}

function schoolOf(record: RosterRecord, live: Snapshot): string | undefined {
  if (record.table === 'people') return record.feedRoles[0]?.orgSourcedId
  const taught = record.table === 'enrolments' ? live.classes.get(record.classSourcedId) : record
  return taught?.table === 'classes' ? taught.schoolSourcedId : undefined
}

const MAPPED: Readonly<Record<string, Role>> = {
  student: 'student',
  teacher: 'teacher',
  principal: 'principal',
  siteAdministrator: 'school_admin',
}

function rolesOf(
  live: Snapshot,
  next: Snapshot,
  ended: ReadonlySet<string>,
): Pick<PlanCounts, 'roles' | 'rolesGained' | 'returning'> {
  const before = holdersOf(live)
  const after = holdersOf(next)
  const roles: RoleDelta[] = []
  const rolesGained: Partial<Record<Role, number>> = {}
  for (const role of ['student', 'teacher', 'principal', 'school_admin'] as const) {
    const had = before.get(role) ?? new Set()
    const have = after.get(role) ?? new Set()
    const lost = [...had].filter((id) => !have.has(id)).length
    rolesGained[role] = [...have].filter((id) => !had.has(id)).length
    if (lost > 5 || STANDING_ROLES.includes(role)) roles.push({ role, holders: had.size, lost, remaining: have.size })
  }
  const leading = leadersOf(live, new Set())
  const lead = leadersOf(next, new Set())
  const lost = [...leadersOf(live, ended)].filter((id) => !lead.has(id)).length
  roles.push({ role: 'class_lead', holders: leading.size, lost, remaining: lead.size })
  return { roles, rolesGained, returning: {} }
}

function holdersOf({ people }: Snapshot): ReadonlyMap<Role, ReadonlySet<string>> {
  const holders = new Map<Role, Set<string>>()
  for (const record of people.values()) {
    const role = record.table === 'people' ? MAPPED[record.feedRoles[0]?.role ?? ''] : undefined
    if (role !== undefined) holders.set(role, (holders.get(role) ?? new Set()).add(record.sourcedId))
  }
  return holders
}

function leadersOf({ enrolments }: Snapshot, without: ReadonlySet<string>): ReadonlySet<string> {
  const leaders = new Set<string>()
  for (const one of enrolments.values())
    if (one.table === 'enrolments' && one.role === 'teacher' && !without.has(one.classSourcedId))
      leaders.add(one.personSourcedId)
  return leaders
}

function spans(terms: Records): TermSpan[] {
  return [...terms.values()].flatMap((term) => (term.table === 'terms' ? [term] : []))
}
