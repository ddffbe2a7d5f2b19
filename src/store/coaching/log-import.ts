/** Older logs that are imported: who and what may be meant, what is there already, writing, and taking back. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { LogPerson, LogSchool } from '../../coaching/log-match.ts'
import type { InteractionInput } from '../../coaching/interaction.ts'
import type { AuditEntry } from '../audit/audit.ts'
import { reachSchools } from '../scope.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import { nextStepContext, notesContext } from './interaction-seal.ts'

interface CoachPlace {
  readonly districtId: string
  readonly coachId: string
}

/** A coach's log as whoever compares a file with it may know it. */
export interface ComparedLog extends CoachPlace {
  /** Whom nothing of it may be about; '0': nobody. */
  readonly notAboutId: string
}

/** By what educators are named in a log; `personId` is told besides. */
export interface NamedInLog {
  readonly emails: readonly string[]
  readonly sourcedIds: readonly string[]
  readonly names: readonly string[]
  readonly personId: string | null
}

/** Staff of the schools in scope who may be meant. */
export async function listLogPeople(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  { emails, sourcedIds, names, personId }: NamedInLog,
): Promise<readonly LogPerson[]> {
  const values = [...reachSchools(grant), emails, sourcedIds, names, personId]
  return (await client.query<LogPerson>(sql('list_log_people'), values)).rows
}

/** Schools in scope, open or closed. */
export async function listLogSchools(client: pg.ClientBase, grant: Grant<Capability>): Promise<readonly LogSchool[]> {
  return (await client.query<LogSchool>(sql('list_log_schools'), [...reachSchools(grant)])).rows
}

export interface NamedCoach {
  readonly id: string
  readonly name: string
}

/** Coaches of the district, or the one of them. */
export async function listLogCoaches(
  client: pg.ClientBase,
  districtId: string,
  personId: string | null,
): Promise<readonly NamedCoach[]> {
  return (await client.query<NamedCoach>(sql('list_log_coaches'), [districtId, personId])).rows
}

/** Which keys of lines the coach has already. */
export async function findImportKeys(
  client: pg.ClientBase,
  { districtId, coachId, notAboutId }: ComparedLog,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const values = [districtId, coachId, keys, notAboutId]
  const { rows } = await client.query<{ key: string }>(sql('find_import_keys'), values)
  return new Set(rows.map(({ key }) => key))
}

/** Which of the ids are interactions of the coach's own. */
export async function findInteractionsOfCoach(
  client: pg.ClientBase,
  { districtId, coachId, notAboutId }: ComparedLog,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const values = [districtId, coachId, ids, notAboutId]
  const { rows } = await client.query<{ id: string }>(sql('find_interactions_of_coach'), values)
  return new Set(rows.map(({ id }) => id))
}

/** One import of a coach's log after the other. */
export async function lockImports(client: pg.ClientBase, { districtId, coachId }: CoachPlace): Promise<void> {
  await client.query(sql('lock_rule'), [districtId, `import of ${coachId}`])
}

/** Makes a tag that nobody can give: what is imported has it. */
export async function addTagSwitchedOff(
  client: pg.ClientBase,
  { districtId, name, at }: { readonly districtId: string; readonly name: string; readonly at: Date },
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(sql('add_tag_switched_off'), [districtId, name, at])
  return rows[0]?.id ?? ''
}

export interface ImportedLine {
  readonly line: number
  readonly key: string
  readonly input: InteractionInput
  /** YYYY-MM-DD on which the next step was done, or null. */
  readonly doneOn: string | null
}

/** Writes the lines as interactions of the coach, what they wrote sealed; the import's id. */
export async function writeLogImport(
  client: pg.ClientBase,
  secrets: SecretBox,
  o: CoachPlace & {
    readonly by: string
    readonly byCoach: boolean
    readonly at: Date
    readonly lines: readonly ImportedLine[]
  },
): Promise<string> {
  const { districtId, coachId, by, byCoach, at, lines } = o
  const values = [districtId, coachId, by, byCoach, at, lines.length]
  const importId = (await client.query<{ id: string }>(sql('insert_interaction_import'), values)).rows[0]?.id ?? ''
  const place = { districtId, sealedFor: coachId }
  const rows = lines.map(({ line, input, doneOn }) => ({
    line,
    heldOn: input.date,
    minutes: input.minutes,
    type: input.typeId,
    schoolId: input.schoolId,
    notes: input.notes === null ? null : secrets.seal(input.notes, notesContext(place)),
    step: input.nextStep === null ? null : secrets.seal(input.nextStep.text, nextStepContext(place)),
    due: input.nextStep?.dueOn ?? null,
    done: doneOn,
  }))
  const made = await client.query<{ line: number; id: string }>(sql('insert_imported_interactions'), [
    districtId,
    coachId,
    at,
    JSON.stringify(rows),
  ])
  const idOf = new Map(made.rows.map(({ line, id }) => [line, id]))
  const parts = lines.map(({ line, key, input: { educatorIds, otherSchoolIds, tagIds } }) => ({
    id: idOf.get(line),
    line,
    key,
    educatorIds,
    otherSchoolIds,
    tagIds,
  }))
  await client.query(sql('insert_imported_parts'), [districtId, importId, JSON.stringify(parts)])
  return importId
}

export interface LogImportRow {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly byCoach: boolean
  /** ISO 8601, UTC. */
  readonly importedAt: string
  readonly undoneAt: string | null
  /** How many it made; null: told to the coach alone, as what is missing could be about the reader. */
  readonly interactions: number | null
  /** How many of them are still there, without those about the reader; so is the next. */
  readonly remaining: number
  /** How many of those were edited, put into a cycle, given a file or mailed since. */
  readonly touched: number
}

/** Of one coach; or, with null, all that somebody else has imported for a coach. The newest hundred. Lines about the reader are in no number. */
export async function listLogImports(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly coachId: string | null; readonly readerId: string },
): Promise<readonly LogImportRow[]> {
  const values = [o.districtId, o.coachId, o.readerId]
  return (await client.query<LogImportRow>(sql('list_log_imports'), values)).rows
}

interface ImportPlace {
  readonly districtId: string
  readonly importId: string
  /** Lines about whom are in no number; '0': nobody. */
  readonly readerId: string
}

/** The import as the reader sees it, while nobody changes what is left of it; null where there is none. */
export async function lockLogImport(
  client: pg.ClientBase,
  { districtId, importId, readerId }: ImportPlace,
): Promise<LogImportRow | null> {
  await client.query(sql('lock_log_import'), [districtId, importId])
  return (await client.query<LogImportRow>(sql('find_log_import'), [districtId, importId, readerId])).rows[0] ?? null
}

/**
 * Takes it back, but for lines about the reader that were touched; how many interactions went that are not about them.
 * Only under `lockLogImport`, where the reader sees none that was touched.
 */
export async function undoLogImport(client: pg.ClientBase, at: ImportPlace & { readonly at: Date }): Promise<number> {
  const values = [at.districtId, at.importId, at.at, at.readerId]
  return (await client.query<{ gone: number }>(sql('undo_log_import'), values)).rows[0]?.gone ?? 0
}

export async function auditLog(client: pg.ClientBase, districtId: string, entry: AuditEntry): Promise<void> {
  await client.query(sql('append_audit_entry'), [
    districtId,
    entry.action,
    entry.object,
    JSON.stringify(entry.detail ?? {}),
  ])
}
