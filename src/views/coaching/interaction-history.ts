/** What edits of an interaction replaced: when, by whom, and what stood there. For its author. */

import type { Grant } from '../../access/grant.ts'
import type { InteractionRecord, RecordField } from '../../coaching/interaction-record.ts'
import { changedFields } from '../../coaching/interaction-record.ts'
import { nameType } from '../../coaching/interaction-type.ts'
import { findOwnInteraction, readInteractionTypes } from '../../store/coaching/coaching.ts'
import { listVersions, readRecord } from '../../store/coaching/interaction-edit.ts'
import { nameRecords } from '../../store/people/record-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export interface VersionView {
  readonly version: number
  /** When it was replaced; ISO 8601, UTC. */
  readonly replacedAt: string
  /** '' of somebody who is there no more. */
  readonly replacedBy: string
  /** What the edit changed. */
  readonly changed: readonly RecordField[]
  /** As it was, in words. */
  readonly before: {
    readonly date: string
    readonly minutes: number
    readonly type: string
    readonly schools: readonly string[]
    readonly educators: readonly string[]
    readonly tags: readonly string[]
    readonly notes: string | null
    readonly nextStep: { readonly text: string; readonly dueOn: string | null; readonly doneOn: string | null } | null
  }
}

/** The latest edit first; null where the reader wrote no such interaction. */
export function viewHistory(
  world: DomainWorld,
  grant: Grant<'edit:interaction'>,
  interactionId: string,
): Promise<readonly VersionView[] | null> {
  const { districtId, personId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    const row = await findOwnInteraction(tx, { districtId, coachId: personId ?? '0' }, interactionId)
    if (row === null) return null
    const now = await readRecord(tx, world.secrets, { districtId, row })
    const versions = await listVersions(tx, world.secrets, { districtId, interactionId })
    const types = await readInteractionTypes(tx, world, districtId)
    const records = versions.map(({ record }) => record)
    const name = await nameRecords(tx, districtId, {
      people: [
        ...records.flatMap(({ educatorIds }) => educatorIds),
        ...versions.flatMap((v) => personIn(v.replacedBy)),
      ],
      schools: records.flatMap(({ schoolId, otherSchoolIds }) => [schoolId, ...otherSchoolIds]),
      tags: records.flatMap(({ tagIds }) => tagIds),
    })
    const inWords = (record: InteractionRecord): VersionView['before'] => {
      const { date, minutes, notes, nextStep, nextStepDoneOn: doneOn } = record
      return {
        date,
        minutes,
        type: nameType(types, record.typeId).name,
        schools: [record.schoolId, ...record.otherSchoolIds].map((id) => name('school', id)),
        educators: record.educatorIds.map((id) => name('person', id)),
        tags: record.tagIds.map((id) => name('tag', id)),
        notes,
        nextStep: nextStep === null ? null : { ...nextStep, doneOn },
      }
    }
    return versions.map(({ version, record, replacedBy, replacedAt }, index) => ({
      version,
      replacedAt: replacedAt.toISOString(),
      replacedBy: personIn(replacedBy)
        .map((id) => name('person', id))
        .join(''),
      changed: changedFields(record, records[index - 1] ?? now),
      before: inWords(record),
    }))
  })
}

/** The person of an actor of the audit log. */
function personIn(actor: string): readonly string[] {
  const [, id] = /^person:(\d+)$/.exec(actor) ?? []
  return id === undefined ? [] : [id]
}
