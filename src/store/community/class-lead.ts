/** Who leads a class, who is asked to, and what was done about it. In the district's transaction. */

import type { RawTransaction } from '../database.ts'
import type { PersonRow, SchoolRow } from '../page.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface ClassFacts {
  readonly id: string
  readonly title: string
  readonly schoolId: string | null
  /** Where it stands; archived ones decide nothing. */
  readonly communityIds: readonly string[]
  /** People who are still there. */
  readonly leads: readonly string[]
}

interface ClassOf {
  readonly districtId: string
  readonly classId: string
}
interface LeadOf extends ClassOf {
  readonly personId: string
}

/** The active class, with who leads it kept from others who want to change that until the transaction ends; null: none. */
export async function lockClassLeads(tx: RawTransaction, { districtId, classId }: ClassOf): Promise<ClassFacts | null> {
  await query(tx, 'lock_class_leads', [districtId, classId])
  return readClassFacts(tx, { districtId, classId })
}

/** The same without keeping anybody from it: for whoever only reads. */
export async function readClassFacts(tx: RawTransaction, { districtId, classId }: ClassOf): Promise<ClassFacts | null> {
  const [row] = await query<ClassFacts>(tx, 'read_class_facts', [districtId, classId])
  return row ?? null
}

/** The one person who may be asked to lead the class; null: nobody, or several of one address. */
export async function findFutureLead(
  tx: RawTransaction,
  { districtId, classId }: ClassOf,
  who: { readonly email: string } | { readonly personId: string },
): Promise<string | null> {
  const by = 'email' in who ? [who.email.trim(), null] : [null, who.personId]
  const [only, another] = await query<{ id: string }>(tx, 'find_future_lead', [districtId, classId, ...by])
  return only === undefined || another !== undefined ? null : only.id
}

/** Whether somebody leads a community of the class, or did while the class stood in it. */
export async function hasLedItsCommunity(
  tx: RawTransaction,
  { districtId, classId, personId }: LeadOf,
): Promise<boolean> {
  const [row] = await query<{ led: boolean }>(tx, 'has_led_community_of_class', [districtId, classId, personId])
  return row?.led !== false
}

export type RequestState = 'waiting_for_lead' | 'waiting_for_person'

/** Asks somebody; null: they are asked already. */
export async function addLeadRequest(
  tx: RawTransaction,
  asked: LeadOf & {
    readonly askedBy: string
    readonly communityId: string | null
    readonly state: RequestState
    readonly at: Date
    readonly expiresAt: Date
  },
): Promise<string | null> {
  const { districtId, classId, personId, askedBy, communityId, state, at, expiresAt } = asked
  await tx.$executeRawUnsafe(sql('end_late_lead_requests'), districtId, classId, at)
  const values = [districtId, classId, personId, askedBy, communityId, state, at, expiresAt]
  const [row] = await query<{ id: string }>(tx, 'add_lead_request', values)
  return row?.id ?? null
}

export interface LeadRequest extends Omit<LeadOf, 'districtId'> {
  readonly id: string
  readonly askedBy: string
  /** The community whose lead asks; null: a lead of the class does. */
  readonly communityId: string | null
  readonly state: RequestState
  /** The lead of the class who agreed. */
  readonly decidedBy: string | null
}

/** An open one; null: it was answered, or its time is up. */
export async function lockLeadRequest(
  tx: RawTransaction,
  { districtId, requestId }: { readonly districtId: string; readonly requestId: string },
  now: Date,
): Promise<LeadRequest | null> {
  const [row] = await query<LeadRequest>(tx, 'lock_lead_request', [districtId, requestId, now])
  return row ?? null
}

export async function changeLeadRequest(
  tx: RawTransaction,
  { districtId, requestId }: { readonly districtId: string; readonly requestId: string },
  to: {
    readonly state: RequestState | 'done' | 'refused' | 'withdrawn'
    /** The lead of the class who decided; null: as it was. */
    readonly decidedBy: string | null
    readonly at: Date
  },
): Promise<void> {
  await tx.$executeRawUnsafe(sql('change_lead_request'), districtId, requestId, to.state, to.decidedBy, to.at)
}

export interface ShownLeadRequest {
  readonly id: string
  readonly state: RequestState
  readonly class: SchoolRow
  readonly community: SchoolRow | null
  readonly person: PersonRow
  readonly askedBy: PersonRow
  readonly expiresAt: Date
}

/** Open requests of a class; or those that wait for one person. */
export function listLeadRequests(
  tx: RawTransaction,
  districtId: string,
  of: { readonly classId: string } | { readonly personId: string },
  now: Date,
): Promise<ShownLeadRequest[]> {
  const values = 'classId' in of ? [of.classId, null] : [null, of.personId]
  return query<ShownLeadRequest>(tx, 'list_lead_requests', [districtId, ...values, now])
}

/** Makes somebody a lead of the class by hand. */
export async function giveClassLead(
  tx: RawTransaction,
  { districtId, classId, personId }: LeadOf,
  { rule, at }: { readonly rule: string; readonly at: Date },
): Promise<void> {
  await tx.$executeRawUnsafe(sql('give_class_lead'), districtId, personId, classId, rule, at)
}

/** Ends whatever gave it by hand; a lead by the roster ends with the enrolment. */
export async function takeClassLead(
  tx: RawTransaction,
  { districtId, classId, personId }: LeadOf,
  at: Date,
): Promise<void> {
  await tx.$executeRawUnsafe(sql('take_class_lead'), districtId, classId, personId, at)
}

/** The enrolments by which somebody teaches a class. */
export async function listTeachingLines(
  tx: RawTransaction,
  { districtId, classId, personId }: LeadOf,
): Promise<readonly string[]> {
  const rows = await query<{ id: string }>(tx, 'list_teaching_lines', [districtId, classId, personId])
  return rows.map(({ id }) => id)
}

export interface ClassLeadRow {
  readonly person: PersonRow
  /** Because the roster has them as its teacher. */
  readonly taught: boolean
}

export function listClassLeads(tx: RawTransaction, { districtId, classId }: ClassOf): Promise<ClassLeadRow[]> {
  return query<ClassLeadRow>(tx, 'list_class_leads', [districtId, classId])
}

export interface ClassHistoryRow {
  readonly id: string
  readonly at: Date
  readonly action: string
  /** Null: the product itself, or somebody who is gone. */
  readonly byName: string | null
  readonly aboutName: string | null
}

/** What was done to a class, the newest first. */
export function listClassHistory(
  tx: RawTransaction,
  { districtId, classId }: ClassOf,
  limit: number,
): Promise<ClassHistoryRow[]> {
  return query<ClassHistoryRow>(tx, 'list_class_history', [districtId, classId, limit])
}
