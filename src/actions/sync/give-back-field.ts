/** Somebody gives a field back to the feed: what the feed says of it counts again, at once. */

import type { Grant } from '../../access/grant.ts'
import { MEMBER, type StickyKind, auditedAs, findStickyField } from '../../roster/sticky-field.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { RawTransaction } from '../../store/database.ts'
import { hastenPairs } from '../../store/sync/match-proposals.ts'
import {
  type FieldState,
  type FieldedRecord,
  closeStickyField,
  lockRosterForEdit,
  readRecord,
  restoreEnrolment,
  retireEnrolment,
  setLiveField,
  settleClassLead,
} from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { followGrades } from '../seats/follow-grades.ts'
import { classesOfRecord, inGrantKeepingLeads, LastLeadStop } from '../people/last-lead.ts'

export interface FieldReturn {
  readonly kind: StickyKind
  readonly id: string
  readonly field: string
  /** Of the field as whoever gives it back saw it. */
  readonly version: string
}

export type GiveBackProblem = 'record_unknown' | 'field_not_edited' | 'version_stale' | 'roster_busy' | 'last_lead'
export type GiveBackOutcome = { readonly record: FieldedRecord } | { readonly problem: GiveBackProblem }

/** The live value becomes the feed's and the edit is closed, with the audit entry; or says why not. */
export async function giveBackField(
  world: DomainWorld,
  grant: Grant<'give_back:sticky_edit'>,
  given: FieldReturn,
): Promise<GiveBackOutcome> {
  try {
    return await inGrantKeepingLeads(world, grant, classesOfRecord(grant, given), async (tx, client) => {
      const outcome = await giveBack(tx, grant, given, world.now())
      if ('record' in outcome) await followGrades(world, grant, client, given)
      return outcome
    })
  } catch (error) {
    if (error instanceof LastLeadStop) return { problem: 'last_lead' }
    throw error
  }
}

async function giveBack(
  tx: RawTransaction,
  grant: Grant<'give_back:sticky_edit'>,
  given: FieldReturn,
  at: Date,
): Promise<GiveBackOutcome> {
  const { districtId } = grant.principal
  if (!(await lockRosterForEdit(tx, districtId))) return { problem: 'roster_busy' }
  const record = await readRecord(tx, grant, given)
  if (record === null) return { problem: 'record_unknown' }
  const state = record.fields.find(({ field, editedBy }) => field === given.field && editedBy !== null)
  if (state === undefined) return { problem: 'field_not_edited' }
  if (state.version !== given.version) return { problem: 'version_stale' }
  await restoreField(tx, { districtId, record, state, at })
  await appendAudit(tx, districtId, {
    action: 'field.give_back',
    object: auditedAs(given.kind, record.id),
    detail: { field: given.field },
  })
  return { record: (await readRecord(tx, grant, given)) ?? record }
}

interface Restore {
  readonly districtId: string
  readonly record: FieldedRecord
  readonly state: FieldState
  readonly at: Date
}

async function restoreField(tx: RawTransaction, { districtId, record, state, at }: Restore): Promise<void> {
  const { kind, id } = record
  const place = { districtId, kind, id }
  const column = findStickyField(kind, state.field)?.column ?? MEMBER
  if (column !== MEMBER) await setLiveField(tx, place, { column, value: state.feedValue })
  else if (record.sources.length === 0) await retireEnrolment(tx, place, at)
  else await restoreEnrolment(tx, place)
  // The class's leads are looked up by what is edited, so the edit is closed last.
  if (kind === 'enrolments') await settleClassLead(tx, place, at)
  if (kind === 'people') await hastenPairs(tx, districtId, at)
  await closeStickyField(tx, place, column)
}
