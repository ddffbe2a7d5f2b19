/** Caseloads: whom a coach looks after, by hand and by rules over the roster. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { CaseloadRule } from '../../coaching/caseload.ts'
import type { PersonRow, SchoolRow } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'

export interface CaseloadRow {
  readonly id: string
  readonly name: string
  readonly isArchived: boolean
  readonly version: string
  /** How many are in it today whom the reader may see. */
  readonly educators: number
  readonly rules: readonly (Omit<CaseloadRule, 'schoolId'> & { readonly school: SchoolRow | null })[]
}

export interface CaseloadPerson extends PersonRow {
  readonly schools: readonly SchoolRow[]
  /** Today; false of whoever is kept out, comes later, or is named though the coach's schools aren't theirs any more. */
  readonly isHere: boolean
  readonly origin: 'rule' | 'hand' | 'out'
  /** YYYY-MM-DD, of what was said by hand; `until` is the first day on which it holds no more. */
  readonly from: string | null
  readonly until: string | null
}

/** The district's today and the first day of its school year: what rules and dates are read by. */
export interface CaseloadDay {
  readonly today: string
  readonly from: string
}

interface CaseloadAt {
  readonly districtId: string
  readonly caseloadId: string
}

/** Whose caseload it is; null: there is none. */
export async function findCaseloadCoach(
  client: pg.ClientBase,
  { districtId, caseloadId }: CaseloadAt,
): Promise<string | null> {
  const { rows } = await client.query<{ coachId: string }>(sql('find_caseload_coach'), [districtId, caseloadId])
  return rows[0]?.coachId ?? null
}

/** The coach's caseloads by name, those in use first; with `caseloadId` that one alone. */
export async function listCaseloads(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  o: CaseloadDay & { readonly coachId: string; readonly caseloadId: string | null },
): Promise<readonly CaseloadRow[]> {
  const [districtId, whole, schoolIds] = reachSchools(grant)
  const values = [districtId, o.coachId, o.caseloadId, o.today, o.from, readerOf(grant), whole, schoolIds]
  const { rows } = await client.query<CaseloadRow>(sql('list_caseloads'), values)
  return rows
}

/** Who is in it, and who is kept out of it or comes later, by name: those whom the reader may see. */
export async function listCaseloadPeople(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  o: CaseloadDay & { readonly caseloadId: string },
): Promise<readonly CaseloadPerson[]> {
  const values = [...reachSchools(grant), o.caseloadId, o.today, o.from, readerOf(grant)]
  const { rows } = await client.query<CaseloadPerson>(sql('list_caseload_people'), values)
  return rows
}

export interface CaseloadCoach extends PersonRow {
  readonly caseloads: number
  readonly educators: number
}

/** Everybody who coaches, and how many educators are in nobody's caseload. */
export async function listCaseloadCoaches(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  { today, from }: CaseloadDay,
): Promise<{ readonly coaches: readonly CaseloadCoach[]; readonly inNone: number }> {
  const { rows } = await client.query<{ coaches: CaseloadCoach[]; inNone: number }>(sql('list_caseload_coaches'), [
    grant.principal.districtId,
    today,
    from,
    readerOf(grant),
  ])
  return rows[0] ?? { coaches: [], inNone: 0 }
}

/** Who is in the coach's caseloads today. */
export async function listPeopleOfCoach(
  client: pg.ClientBase,
  o: CaseloadDay & { readonly districtId: string; readonly coachId: string },
): Promise<readonly string[]> {
  const values = [o.districtId, o.coachId, o.today, o.from]
  const { rows } = await client.query<{ id: string }>(sql('list_people_of_coach'), values)
  return rows.map(({ id }) => id)
}

/** Whether the coach has a caseload in use. */
export async function hasCaseload(client: pg.ClientBase, districtId: string, coachId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(sql('has_caseload'), [districtId, coachId])
  return rows[0]?.has === true
}

/** Takes turns with whoever else changes caseloads of this coach, until the transaction ends. */
export async function lockCaseloads(client: pg.ClientBase, districtId: string, coachId: string): Promise<void> {
  await client.query(sql('lock_caseloads'), [districtId, coachId])
}

/** Its id; null where nobody of this number coaches. */
export async function addCaseload(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly coachId: string; readonly name: string; readonly now: Date },
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(sql('add_caseload'), [o.districtId, o.coachId, o.name, o.now])
  return rows[0]?.id ?? null
}

/** False where somebody has changed it since. */
export async function changeCaseload(
  client: pg.ClientBase,
  o: CaseloadAt & {
    readonly name: string
    readonly isArchived: boolean
    readonly version: string
    readonly now: Date
  },
): Promise<boolean> {
  const values = [o.districtId, o.caseloadId, o.name, o.isArchived, o.now, o.version]
  const { rowCount } = await client.query(sql('change_caseload'), values)
  return rowCount === 1
}

export async function writeCaseloadRules(
  client: pg.ClientBase,
  { districtId, caseloadId }: CaseloadAt,
  rules: readonly CaseloadRule[],
): Promise<void> {
  await client.query(sql('clear_caseload_rules'), [districtId, caseloadId])
  await client.query(sql('write_caseload_rules'), [districtId, caseloadId, JSON.stringify(rules)])
}

/** Schools that the coach is assigned to. */
export async function listSchoolsOfCoach(
  client: pg.ClientBase,
  districtId: string,
  coachId: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('list_schools_of_coach'), [districtId, coachId])
  return rows.map(({ id }) => id)
}

/** Those of the people who work at a school that the coach is assigned to, but for whoever asks. */
export async function findEducatorsOfCoach(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly coachId: string
    readonly ids: readonly string[]
    readonly notId: string
    /** Whoever was put there by hand counts as well. */
    readonly caseloadId: string | null
  },
): Promise<readonly string[]> {
  const values = [o.districtId, o.coachId, o.ids, o.notId, o.caseloadId]
  const { rows } = await client.query<{ id: string }>(sql('find_educators_of_coach'), values)
  return rows.map(({ id }) => id)
}

/** What somebody says of these people by hand: in it, kept out of it, or as the rules say. */
export async function writeCaseloadWords(
  client: pg.ClientBase,
  { districtId, caseloadId }: CaseloadAt,
  o: {
    readonly ids: readonly string[]
    readonly place: 'in' | 'out' | 'rules'
    readonly from: string
    readonly until: string | null
  },
): Promise<void> {
  if (o.place === 'rules') await client.query(sql('forget_caseload_words'), [districtId, caseloadId, o.ids])
  else
    await client.query(sql('write_caseload_words'), [districtId, caseloadId, o.ids, o.place === 'in', o.from, o.until])
}

export async function auditCaseload(
  client: pg.ClientBase,
  { districtId, caseloadId }: CaseloadAt,
  entry: { readonly action: 'add' | 'change' | 'archive' | 'reopen' | 'place'; readonly detail?: object },
): Promise<void> {
  const values = [districtId, `caseload.${entry.action}`, `caseload:${caseloadId}`, JSON.stringify(entry.detail ?? {})]
  await client.query(sql('append_audit_entry'), values)
}

/** Whom nothing may be about; '0' is nobody's id. */
function readerOf({ principal }: Grant<Capability>): string {
  return principal.personId ?? '0'
}
