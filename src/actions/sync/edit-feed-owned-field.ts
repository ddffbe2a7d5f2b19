/** Somebody edits a field that the feed owns: it is theirs from now on, and no feed overwrites it. */

import { authorise } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import { untouchable } from '../../access/staff.ts'
import {
  MEMBER,
  type StickyKind,
  type StickyValueProblem,
  auditedAs,
  checkStickyValue,
  findStickyField,
} from '../../roster/sticky-field.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { RawTransaction } from '../../store/database.ts'
import { hastenPairs } from '../../store/sync/match-proposals.ts'
import {
  type FieldedRecord,
  listRolesOfPerson,
  lockRosterForEdit,
  readRecord,
  removeEnrolment,
  setLiveField,
  settleClassLead,
  writeStickyField,
} from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { followGrades } from '../seats/follow-grades.ts'
import { classesOfRecord, inGrantKeepingLeads, LastLeadStop } from '../people/last-lead.ts'

export interface FieldEdit {
  readonly kind: StickyKind
  readonly id: string
  readonly field: string
  readonly value: unknown
  /** Of the field as whoever edits saw it. */
  readonly version: string
}

export type EditProblem =
  | 'record_unknown'
  | 'record_retired'
  | 'record_by_hand'
  | 'field_not_editable'
  | 'version_stale'
  | 'roster_busy'
  | 'dates_reversed'
  | 'peer_or_above'
  | 'last_lead'
  | StickyValueProblem

export type EditOutcome = { readonly record: FieldedRecord } | { readonly problem: EditProblem }

/**
 * Writes the field and whose it is, with the audit entry; or says why not. A value that it has already changes nothing.
 * What lies outside the scope is unknown, as what doesn't exist.
 * @throws Refusal where it is a school's field and whoever edits may not edit schools (002)
 */
export async function editFeedOwnedField(
  world: DomainWorld,
  grant: Grant<'edit:feed_owned_field'>,
  edit: FieldEdit,
): Promise<EditOutcome> {
  try {
    return await inGrantKeepingLeads(world, grant, classesOfRecord(grant, edit), async (tx, client) => {
      const outcome = await editRecord(tx, grant, edit, world.now())
      if ('record' in outcome) await followGrades(world, grant, client, edit)
      return outcome
    })
  } catch (error) {
    if (error instanceof LastLeadStop) return { problem: 'last_lead' }
    throw error
  }
}

async function editRecord(
  tx: RawTransaction,
  grant: Grant<'edit:feed_owned_field'>,
  edit: FieldEdit,
  at: Date,
): Promise<EditOutcome> {
  const { districtId } = grant.principal
  if (!(await lockRosterForEdit(tx, districtId))) return { problem: 'roster_busy' }
  const record = await readRecord(tx, grant, edit)
  if (record === null) return { problem: 'record_unknown' }
  if (edit.kind === 'orgs') authorise(grant.principal, 'edit:school', { districtId })
  if (edit.kind === 'people' && (await isPeer(tx, grant, record.id))) return { problem: 'peer_or_above' }
  const problem = await writeEdit(tx, { record, edit, districtId, at })
  if (problem !== null) return { problem }
  return { record: (await readRecord(tx, grant, edit)) ?? record }
}

/** An administrator of a school edits the information of nobody at their own height (002); themself they do. */
async function isPeer(tx: RawTransaction, grant: Grant<'edit:feed_owned_field'>, personId: string): Promise<boolean> {
  const { districtId, personId: own } = grant.principal
  if (personId === own) return false
  return untouchable(grant, await listRolesOfPerson(tx, districtId, personId)) === 'peer_or_above'
}

interface Write {
  readonly record: FieldedRecord
  readonly edit: FieldEdit
  readonly districtId: string
  readonly at: Date
}

async function writeEdit(tx: RawTransaction, write: Write): Promise<EditProblem | null> {
  const { record, edit, districtId, at } = write
  const state = record.fields.find(({ field }) => field === edit.field)
  if (state === undefined) return 'field_not_editable'
  if (!record.active) return 'record_retired'
  if (record.sources.length === 0) return 'record_by_hand'
  if (state.version !== edit.version) return 'version_stale'
  const place = { districtId, kind: edit.kind, id: record.id }
  if (edit.field === MEMBER) {
    if (edit.value !== false) return 'value_type'
    await removeEnrolment(tx, place, at)
  } else {
    const spec = findStickyField(edit.kind, edit.field)
    if (spec === null) return 'field_not_editable'
    const checked = checkStickyValue(spec, edit.value)
    if ('problem' in checked) return checked.problem
    const { value } = checked
    if (JSON.stringify(value) === JSON.stringify(state.value)) return null
    if (reversesDates(record, edit.field, value)) return 'dates_reversed'
    await writeStickyField(tx, place, { column: spec.column, value, feedValue: state.feedValue, at })
    await setLiveField(tx, place, { column: spec.column, value })
  }
  if (edit.kind === 'enrolments') await settleClassLead(tx, place, at)
  if (edit.kind === 'people') await hastenPairs(tx, districtId, at)
  await appendAudit(tx, districtId, {
    action: 'field.edit',
    object: auditedAs(edit.kind, record.id),
    detail: { field: edit.field },
  })
  return null
}

function reversesDates(record: FieldedRecord, field: string, value: unknown): boolean {
  const valueOf = (name: string): unknown =>
    field === name ? value : (record.fields.find((one) => one.field === name)?.value ?? null)
  const [begin, end] = [valueOf('beginDate'), valueOf('endDate')]
  return typeof begin === 'string' && typeof end === 'string' && end < begin
}
