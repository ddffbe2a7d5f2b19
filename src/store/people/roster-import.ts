/** Staff, students and classes that are imported from a file: who and what rows may mean, writing, and taking back. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { ImportClass, ImportEffect, ImportSchool, MadePerson, StudentDetails } from '../../roster/import-plan.ts'
import type { ImportKind } from '../../roster/import-sheet.ts'
import type { KnownStaff } from '../../roster/import-staff.ts'
import type { KnownStudent } from '../../roster/import-students.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'

/** Open schools within reach, those of which classes alone are among them. */
export async function listImportSchools(
  client: pg.ClientBase,
  grant: Grant<Capability>,
): Promise<readonly ImportSchool[]> {
  const values = [...reachSchools(grant), grant.scope.classIds]
  return (await client.query<ImportSchool>(sql('list_import_schools'), values)).rows
}

/** Classes at work of these schools that are called so. `names`: titles and codes in lower case. */
export async function listImportClasses(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  { schoolIds, names }: { readonly schoolIds: readonly string[]; readonly names: readonly string[] },
): Promise<readonly ImportClass[]> {
  const values = [...reachSchools(grant), grant.scope.classIds, schoolIds, names]
  return (await client.query<ImportClass>(sql('list_import_classes'), values)).rows
}

/** Whoever has one of the numbers, or one of the names at one of the schools. `names`: "given family" in lower case. */
export async function listImportStudents(
  client: pg.ClientBase,
  districtId: string,
  of: { readonly numbers: readonly string[]; readonly names: readonly string[]; readonly schoolIds: readonly string[] },
): Promise<readonly KnownStudent[]> {
  const values = [districtId, of.numbers, of.names, of.schoolIds]
  return (await client.query<KnownStudent>(sql('list_import_students'), values)).rows
}

/** Whoever has one of the addresses, in lower case. */
export async function listImportStaff(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  emails: readonly string[],
): Promise<readonly KnownStaff[]> {
  return (await client.query<KnownStaff>(sql('list_import_staff'), [...reachSchools(grant), emails])).rows
}

/** As what somebody belongs to the school whom no feed places there. */
const FEED_ROLES = { student: 'student', teacher: 'teacher', coach: 'ext:coach', principal: 'principal' } as const

/** Makes them all with place and role; which row became whom. */
export async function insertImportedPeople(
  client: pg.ClientBase,
  districtId: string,
  people: readonly { readonly row: number; readonly person: MadePerson }[],
): Promise<ReadonlyMap<number, string>> {
  const rows = people.map(({ row, person }) => ({ ...person, row, role: person.as, feedRole: FEED_ROLES[person.as] }))
  const values = [districtId, JSON.stringify(rows)]
  const made = await client.query<{ row: number; id: string }>(sql('insert_imported_people'), values)
  return new Map(made.rows.map(({ row, id }) => [row, id]))
}

/** Puts students into classes by hand, as `putStudentIntoClass` does for one. */
export async function putImportedIntoClasses(
  client: pg.ClientBase,
  districtId: string,
  { pairs, at }: { readonly pairs: readonly { personId: string; classId: string }[]; readonly at: Date },
): Promise<void> {
  await client.query(sql('put_imported_into_classes'), [districtId, JSON.stringify(pairs), at])
}

export interface StudentEdit {
  readonly personId: string
  readonly was: StudentDetails
  readonly becomes: StudentDetails
}

/** Edits those who are still what they were and whom no feed knows; who that is. */
export async function editImportedStudents(
  client: pg.ClientBase,
  districtId: string,
  edits: readonly StudentEdit[],
): Promise<ReadonlySet<string>> {
  const values = [districtId, JSON.stringify(edits)]
  const { rows } = await client.query<{ id: string }>(sql('edit_imported_students'), values)
  return new Set(rows.map(({ id }) => id))
}

export interface WrittenEffect {
  readonly row: number
  readonly effect: ImportEffect['effect']
  readonly personId: string | null
  readonly classId: string | null
  readonly detail: object
}

export interface ImportRecord {
  readonly districtId: string
  readonly kind: ImportKind
  readonly by: string
  readonly at: Date
  readonly counts: { readonly added: number; readonly changed: number; readonly leftOut: number }
}

/** Keeps that there was an import; its id. */
export async function insertRosterImport(client: pg.ClientBase, o: ImportRecord): Promise<string> {
  const { added, changed, leftOut } = o.counts
  const values = [o.districtId, o.kind, o.by, o.at, added, changed, leftOut]
  return (await client.query<{ id: string }>(sql('insert_roster_import'), values)).rows[0]?.id ?? ''
}

/** Keeps what it did, for taking it back. */
export async function insertImportEffects(
  client: pg.ClientBase,
  { districtId, importId }: ImportPlace,
  effects: readonly WrittenEffect[],
): Promise<void> {
  await client.query(sql('insert_import_effects'), [districtId, importId, JSON.stringify(effects)])
}

export interface ImportPlace {
  readonly districtId: string
  readonly importId: string
}

export interface RosterImportRow {
  readonly id: string
  readonly kind: ImportKind
  /** As the audit log names them. */
  readonly importedBy: string
  /** Null: no person of the roster. */
  readonly importedByName: string | null
  /** ISO 8601, UTC. */
  readonly importedAt: string
  readonly undoneAt: string | null
  readonly added: number
  readonly changed: number
  readonly leftOut: number
  /** How much of it had been touched when it was taken back. */
  readonly stayed: number | null
}

/** Somebody's own, or with null everybody's; the newest hundred. */
export async function listRosterImports(
  client: pg.ClientBase,
  { districtId, by }: { readonly districtId: string; readonly by: string | null },
): Promise<readonly RosterImportRow[]> {
  return (await client.query<RosterImportRow>(sql('list_roster_imports'), [districtId, by])).rows
}

/** The import, while nobody else takes it back; null where there is none. */
export async function lockRosterImport(client: pg.ClientBase, at: ImportPlace): Promise<RosterImportRow | null> {
  return (await client.query<RosterImportRow>(sql('lock_roster_import'), [at.districtId, at.importId])).rows[0] ?? null
}

/** Whether all that it did lies within reach still. */
export async function isImportInReach(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  importId: string,
): Promise<boolean> {
  const values = [...reachSchools(grant), grant.scope.classIds, importId]
  const { rows } = await client.query<{ reached: boolean }>(sql('is_import_in_reach'), values)
  return rows[0]?.reached === true
}

export interface KeptEffect {
  readonly personId: string | null
  readonly classId: string | null
  readonly detail: Readonly<Record<string, unknown>>
  /** The role that it gave, while it is held; null: it isn't, or it is no role. */
  readonly grantId: string | null
}

/** What an import did of one sort. */
export async function listImportEffects(
  client: pg.ClientBase,
  { districtId, importId }: ImportPlace,
  effect: ImportEffect['effect'],
): Promise<readonly KeptEffect[]> {
  return (await client.query<KeptEffect>(sql('list_import_effects'), [districtId, importId, effect])).rows
}

/** Takes students out of the classes they were put into; how many. What was touched since stays. */
export async function undoImportedLines(client: pg.ClientBase, place: ImportPlace, at: Date): Promise<number> {
  const values = [place.districtId, place.importId, at]
  return (await client.query<{ gone: number }>(sql('undo_imported_lines'), values)).rows[0]?.gone ?? 0
}

/** Ends the classes that were made and are as they were left; which. */
export async function undoImportedClasses(
  client: pg.ClientBase,
  place: ImportPlace,
  at: Date,
): Promise<ReadonlySet<string>> {
  const values = [place.districtId, place.importId, at]
  const { rows } = await client.query<{ id: string }>(sql('undo_imported_classes'), values)
  return new Set(rows.map(({ id }) => id))
}

/** Takes out people who were made and with whom nobody has begun; who. Their row stays, and with it their work. */
export async function undoImportedPeople(
  client: pg.ClientBase,
  place: ImportPlace,
  at: Date,
): Promise<ReadonlySet<string>> {
  const values = [place.districtId, place.importId, at]
  const { rows } = await client.query<{ id: string }>(sql('undo_imported_people'), values)
  return new Set(rows.map(({ id }) => id))
}

/** Notes that it was taken back, and how much of it stayed. */
export async function settleRosterImport(
  client: pg.ClientBase,
  place: ImportPlace,
  { at, stayed }: { readonly at: Date; readonly stayed: number },
): Promise<void> {
  await client.query(sql('settle_roster_import'), [place.districtId, place.importId, at, stayed])
}
