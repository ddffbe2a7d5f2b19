/** Records as people edit them: each field with its owner, and the writes that make a field sticky or give it back. */

import { createHash } from 'node:crypto'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import {
  MEMBER,
  STICKY_FIELDS,
  type StickyField,
  type StickyKind,
  type StickyValue,
} from '../../roster/sticky-field.ts'
import type { RawTransaction } from '../database.ts'
import type { Page, PageRequest, PersonRow, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { query, querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface FieldOwner {
  /** 'person:17' or 'customer_admin:4'. */
  readonly setBy: string
  /** Null: no person of this roster. */
  readonly setByName: string | null
  readonly setAt: Date
}

export interface FieldState {
  readonly field: string
  readonly value: StickyValue
  /** Null: the feed owns it. */
  readonly editedBy: FieldOwner | null
  /** What the feed says. */
  readonly feedValue: StickyValue
  /** Changes whenever the field, its owner or what the feed says of it does. */
  readonly version: string
}

export interface FieldedRecord {
  readonly kind: StickyKind
  /** The number of the org, class or person; 'source/sourcedId' of an enrolment. */
  readonly id: string
  readonly name: string
  readonly active: boolean
  /** The sources that know it; none: it was made by hand. */
  readonly sources: readonly { readonly sourceId: string; readonly sourcedId: string; readonly active: boolean }[]
  readonly fields: readonly FieldState[]
  /** Of a class; null where the feed names none. */
  readonly school: SchoolRow | null
  /** Of an enrolment. */
  readonly class: SchoolRow | null
  readonly person: PersonRow | null
}

type Around = Pick<FieldedRecord, 'school' | 'class' | 'person'>

interface RecordRow extends Omit<FieldedRecord, 'kind' | 'fields' | 'active' | keyof Around>, Partial<Around> {
  readonly status: string
  readonly fields: Readonly<Record<string, StickyValue>>
}

interface StickyRow extends FieldOwner {
  readonly record: string
  readonly field: string
  readonly value: unknown
  readonly feedValue: unknown
}

const READ: Readonly<Record<StickyKind, string>> = {
  people: 'read_person_fields',
  classes: 'read_class_fields',
  orgs: 'read_org_fields',
  enrolments: 'read_enrolment_fields',
}

const SET: Readonly<Record<StickyKind, string>> = {
  people: 'set_person_field',
  classes: 'set_class_field',
  orgs: 'set_org_field',
  enrolments: 'set_enrolment_field',
}

/** The record with the owner of each field, or null where there is none in scope. */
export async function readRecord(
  tx: RawTransaction,
  grant: Grant<Capability>,
  { kind, id }: { readonly kind: StickyKind; readonly id: string },
): Promise<FieldedRecord | null> {
  const [row] = await query<RecordRow>(tx, READ[kind], [...reachSchools(grant), id])
  if (row === undefined) return null
  const sticky = await listSticky(tx, grant.principal.districtId, { kind, records: [id] })
  const { status, name, sources, school = null, class: schoolClass = null, person = null } = row
  const active = status === 'active'
  const fields = fieldsOf({ kind, active, fields: row.fields }, sticky)
  return { kind, id, name, active, sources, fields, school, class: schoolClass, person }
}

export interface ListedSchool extends SchoolRow {
  /** How many of its fields are edited by hand. */
  readonly editedFields: number
}

/** The active schools in scope, by name. */
export function listEditedSchools(tx: RawTransaction, grant: Grant<Capability>): Promise<readonly ListedSchool[]> {
  return query<ListedSchool>(tx, 'list_edited_schools', reachSchools(grant))
}

export interface ListedClass {
  readonly id: string
  readonly title: string
  readonly classCode: string | null
  readonly editedFields: number
}

const CLASSES_ORDER: ListOrder = {
  by: {
    title: ['lower(page.title)'],
    classCode: ['page.class_code'],
  },
  nullable: ['classCode'],
  otherwise: 'lower(page.title), page.id',
}

/** One page of a school's active classes, by title; none where the school is out of scope. */
export async function listSchoolClasses(
  tx: RawTransaction,
  grant: Grant<Capability>,
  search: PageRequest & { readonly schoolId: string },
): Promise<Page<ListedClass>> {
  const { limit, offset } = pageFrom(search)
  const values = [...reachSchools(grant), search.schoolId, limit, offset]
  const [row] = await querySorted<{ total: number; items: ListedClass[] }>(
    tx,
    sorted('list_school_classes', search, CLASSES_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

export interface RosterLine {
  readonly id: string
  /** False: taken out by hand. */
  readonly active: boolean
  readonly sourceId: string
  readonly class: SchoolRow
  readonly person: PersonRow
  readonly fields: readonly FieldState[]
}

/** Who is in a class, or in which classes a person is, as far as the scope reaches; also who was taken out by hand. */
export async function listRosterLines(
  tx: RawTransaction,
  grant: Grant<Capability>,
  of: { readonly classId: string | null; readonly personId: string | null },
): Promise<readonly RosterLine[]> {
  const rows = await query<Omit<RosterLine, 'fields'> & { fields: RecordRow['fields'] }>(tx, 'list_roster_lines', [
    ...reachSchools(grant),
    of.classId,
    of.personId,
  ])
  const sticky = await listSticky(tx, grant.principal.districtId, {
    kind: 'enrolments',
    records: rows.map(({ id }) => id),
  })
  const stickyOf = Map.groupBy(sticky, (one) => one.record)
  return rows.map((row) => ({
    ...row,
    fields: fieldsOf({ kind: 'enrolments', active: row.active, fields: row.fields }, stickyOf.get(row.id) ?? []),
  }))
}

export interface ListedPerson extends PersonRow {
  readonly schools: readonly string[]
  /** How many fields of theirs are edited by hand. */
  readonly editedFields: number
}

const PEOPLE_ORDER: ListOrder = {
  by: {
    familyName: ['lower(page.family_name)'],
    givenName: ['lower(page.given_name)'],
  },
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

/** One page of the active people in scope, by family name. `words`, in lower case: a name must contain them all. */
export async function listPeople(
  tx: RawTransaction,
  grant: Grant<Capability>,
  search: PageRequest & { readonly words: readonly string[] },
): Promise<Page<ListedPerson>> {
  const { limit, offset } = pageFrom(search)
  const values = [...reachSchools(grant), search.words, limit, offset]
  const [row] = await querySorted<{ total: number; items: ListedPerson[] }>(
    tx,
    sorted('list_people', search, PEOPLE_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

/** What somebody holds now: for asking whether whoever edits them may. */
export function listRolesOfPerson(
  tx: RawTransaction,
  districtId: string,
  personId: string,
): Promise<{ role: string; scopeType: string; scopeId: string }[]> {
  return query(tx, 'list_roles_of_person', [districtId, personId])
}

/**
 * Takes the district's lock for the length of the transaction, as an apply does: neither overwrites the other, and two
 * edits come one after the other. False where it isn't free within some seconds.
 */
export async function lockRosterForEdit(tx: RawTransaction, districtId: string): Promise<boolean> {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    const [row] = await query<{ locked: boolean }>(tx, 'try_roster_lock', [districtId])
    if (row?.locked === true) return true
    await query(tx, 'wait_for_roster', [])
  }
  return false
}

/** Of a quarter of a second each. */
const LOCK_TRIES = 12

export interface FieldPlace {
  readonly districtId: string
  readonly kind: StickyKind
  readonly id: string
}

/** Writes the live field. Under the lock. */
export async function setLiveField(
  tx: RawTransaction,
  { districtId, kind, id }: FieldPlace,
  { column, value }: Pick<StickyField, 'column'> & { readonly value: StickyValue },
): Promise<void> {
  const written = await tx.$executeRawUnsafe(
    fill(SET[kind], { column }),
    districtId,
    id,
    JSON.stringify({ [column]: value }),
  )
  if (written !== 1) throw new Error(`A field of ${written} records was written instead of one.`)
}

/** Makes a field the transaction's actor's. `feedValue` counts only where it wasn't sticky before. */
export async function writeStickyField(
  tx: RawTransaction,
  { districtId, kind, id }: FieldPlace,
  entry: { readonly column: string; readonly value: StickyValue; readonly feedValue: unknown; readonly at: Date },
): Promise<void> {
  const { column, value, feedValue, at } = entry
  const values = [districtId, kind, id, column, JSON.stringify(value), JSON.stringify(feedValue), at]
  await tx.$executeRawUnsafe(sql('write_sticky_field'), ...values)
}

/** The feed owns the field again. */
export async function closeStickyField(tx: RawTransaction, place: FieldPlace, column: string): Promise<void> {
  await tx.$executeRawUnsafe(sql('close_sticky_field'), place.districtId, place.kind, place.id, column)
}

/** Makes who leads the class of an edited enrolment what the enrolment now says. */
export async function settleClassLead(tx: RawTransaction, place: FieldPlace, now: Date): Promise<void> {
  await tx.$executeRawUnsafe(sql('settle_class_leads'), place.districtId, now, null, place.id)
}

/** Takes a fed enrolment out of its class; what the feed says of it is kept for giving it back. */
export async function removeEnrolment(tx: RawTransaction, place: FieldPlace, at: Date): Promise<void> {
  const statement = fill('write_removed_member', { records: ROSTER_TABLES.enrolments.records })
  await tx.$executeRawUnsafe(statement, place.districtId, place.id, at)
  await retireEnrolment(tx, place, at)
}

/** Takes an enrolment out of its class that no feed knows. */
export async function retireEnrolment(tx: RawTransaction, { districtId, id }: FieldPlace, at: Date): Promise<void> {
  await tx.$executeRawUnsafe(sql('remove_enrolment_by_hand'), districtId, id, at)
}

/** Puts an enrolment back that was taken out, if the feed still names it. */
export async function restoreEnrolment(tx: RawTransaction, { districtId, id }: FieldPlace): Promise<void> {
  await tx.$executeRawUnsafe(sql('refresh_fed_enrolment'), districtId, id)
  await tx.$executeRawUnsafe(sql('restore_fed_enrolment'), districtId, id)
}

export interface ClassPlace {
  readonly districtId: string
  readonly classId: string
  readonly personId: string
  readonly role: string
}

/** Whether the class's own source knows the person, and whether the person is there already or was taken out by hand. */
export async function findClassPlace(
  tx: RawTransaction,
  { districtId, classId, personId, role }: ClassPlace,
): Promise<{ readonly known: boolean; readonly there: boolean; readonly removed: boolean }> {
  const [row] = await query<{ known: boolean; there: boolean; removed: boolean }>(tx, 'find_class_place', [
    districtId,
    classId,
    personId,
    role,
  ])
  return row ?? { known: false, there: false, removed: false }
}

/** Puts a person into a class by hand; answers the enrolment's id. */
export async function addEnrolment(tx: RawTransaction, place: ClassPlace, at: Date): Promise<string> {
  const { districtId, classId, personId, role } = place
  const sourcedId = `hand-${classId}-${personId}-${role}`
  await tx.$executeRawUnsafe(sql('add_enrolment_by_hand'), districtId, sourcedId, classId, personId, role)
  const id = `/${sourcedId}`
  await writeStickyField(
    tx,
    { districtId, kind: 'enrolments', id },
    { column: MEMBER, value: true, feedValue: null, at },
  )
  return id
}

function listSticky(
  tx: RawTransaction,
  districtId: string,
  of: { readonly kind: StickyKind; readonly records: readonly string[] },
): Promise<StickyRow[]> {
  return query<StickyRow>(tx, 'list_sticky_fields', [districtId, of.kind, of.records])
}

interface RawRecord {
  readonly kind: StickyKind
  readonly active: boolean
  readonly fields: RecordRow['fields']
}

function fieldsOf(record: RawRecord, sticky: readonly StickyRow[]): readonly FieldState[] {
  const states = STICKY_FIELDS[record.kind].map(({ field, column }) => {
    const held = sticky.find((one) => one.field === column)
    const value = record.fields[column] ?? null
    return stateOf(field, value, { held, feedValue: held === undefined ? value : (held.feedValue as StickyValue) })
  })
  if (record.kind !== 'enrolments') return states
  const member = sticky.find((one) => one.field === MEMBER)
  const named = member === undefined ? record.active : member.feedValue !== null
  return [...states, stateOf(MEMBER, record.active, { held: member, feedValue: named })]
}

function stateOf(
  field: string,
  value: StickyValue,
  { held, feedValue }: { readonly held: StickyRow | undefined; readonly feedValue: StickyValue },
): FieldState {
  const editedBy = held === undefined ? null : { setBy: held.setBy, setByName: held.setByName, setAt: held.setAt }
  const version = createHash('sha256')
    .update(JSON.stringify([value, feedValue, editedBy?.setBy ?? null, editedBy?.setAt.toISOString() ?? null]))
    .digest('base64url')
    .slice(0, 16)
  return { field, value, editedBy, feedValue, version }
}
