/** Changing and deleting interactions: one version after the other, what was replaced kept sealed. */

import type { InteractionInput } from '../../coaching/interaction.ts'
import type { InteractionRecord } from '../../coaching/interaction-record.ts'
import { columnsOf, dayOf, openWords } from './coaching.ts'
import type { InteractionRow } from './coaching.ts'
import type { PrismaTransaction } from '../database.ts'
import { versionContext } from './interaction-seal.ts'
import type { SecretBox } from '../secret.ts'
import { query } from '../world.ts'

interface OwnPlace {
  readonly districtId: string
  readonly coachId: string
  readonly interactionId: string
}

export interface VersionRow {
  readonly version: number
  readonly record: InteractionRecord
  /** `person:17` */
  readonly replacedBy: string
  readonly replacedAt: Date
}

/** Of these, the interactions of the coach's own; nobody else changes them until the transaction ends. */
export async function lockOwnInteractions(
  tx: PrismaTransaction,
  {
    districtId,
    coachId,
    ids,
  }: { readonly districtId: string; readonly coachId: string; readonly ids: readonly string[] },
): Promise<readonly { readonly id: string; readonly version: string }[]> {
  return query(tx, 'lock_own_interactions', [districtId, coachId, ids])
}

/** What stands in it now, its words in clear. */
export async function readRecord(
  tx: PrismaTransaction,
  secrets: SecretBox,
  { districtId, row }: { readonly districtId: string; readonly row: InteractionRow },
): Promise<InteractionRecord> {
  const { notes, nextStepText } = await openWords(tx, secrets, { districtId, interactionId: row.id })
  const { nextStep } = row
  return {
    date: row.date,
    minutes: row.minutes,
    typeId: row.typeId,
    schoolId: row.school.id,
    otherSchoolIds: row.otherSchools.map(({ id }) => id),
    educatorIds: row.educators.map(({ id }) => id),
    tagIds: row.tags.map(({ id }) => id),
    notes,
    nextStep: nextStep === null ? null : { text: nextStepText ?? '', dueOn: nextStep.dueOn },
    nextStepDoneOn: nextStep?.doneOn ?? null,
  }
}

interface Replaced {
  readonly districtId: string
  readonly interactionId: string
  readonly version: string
  readonly record: InteractionRecord
  /** `person:17` */
  readonly by: string
  readonly at: Date
}

/** Keeps what is about to be replaced. */
export async function keepVersion(tx: PrismaTransaction, secrets: SecretBox, replaced: Replaced): Promise<void> {
  const { districtId, interactionId, version, record, by, at } = replaced
  await tx.interactionVersion.create({
    data: {
      districtId,
      interactionId: BigInt(interactionId),
      version: Number(version),
      recordSealed: secrets.seal(JSON.stringify(record), versionContext(replaced)),
      replacedBy: by,
      replacedAt: at,
    },
  })
}

/** Puts the new values in place of all the old ones. Only under `lockOwnInteractions`. */
export async function replaceInteraction(
  tx: PrismaTransaction,
  secrets: SecretBox,
  entry: OwnPlace & { readonly input: InteractionInput; readonly doneOn: string | null; readonly at: Date },
): Promise<void> {
  const { districtId, interactionId, input, doneOn, at } = entry
  const key = { districtId, interactionId: BigInt(interactionId) }
  await tx.interaction.update({
    where: { districtId_id: { districtId, id: key.interactionId } },
    data: {
      ...columnsOf(secrets, entry),
      nextStepDoneOn: input.nextStep === null || doneOn === null ? null : dayOf(doneOn),
      version: { increment: 1 },
      updatedAt: at,
    },
  })
  await query(tx, 'keep_taken_out', [districtId, interactionId, input.educatorIds])
  await tx.interactionEducator.deleteMany({ where: { ...key, personId: { notIn: input.educatorIds.map(BigInt) } } })
  await tx.interactionEducator.createMany({
    data: input.educatorIds.map((id) => ({ ...key, personId: BigInt(id) })),
    skipDuplicates: true,
  })
  await tx.interactionSchool.deleteMany({ where: key })
  await tx.interactionSchool.createMany({ data: input.otherSchoolIds.map((id) => ({ ...key, schoolId: BigInt(id) })) })
  await tx.interactionTag.deleteMany({ where: key })
  await tx.interactionTag.createMany({ data: input.tagIds.map((id) => ({ ...key, tagId: BigInt(id) })) })
}

/** Gone, and all that hangs on it. Only under `lockOwnInteractions`. */
export async function deleteInteraction(
  tx: PrismaTransaction,
  { districtId, interactionId }: { readonly districtId: string; readonly interactionId: string },
): Promise<void> {
  await tx.interaction.delete({ where: { districtId_id: { districtId, id: BigInt(interactionId) } } })
}

/** What edits replaced, the latest first. Only for an interaction that the reader wrote. */
export async function listVersions(
  tx: PrismaTransaction,
  secrets: SecretBox,
  { districtId, interactionId }: { readonly districtId: string; readonly interactionId: string },
): Promise<readonly VersionRow[]> {
  const rows = await tx.interactionVersion.findMany({
    where: { districtId, interactionId: BigInt(interactionId) },
    orderBy: { version: 'desc' },
  })
  return rows.map(({ version, recordSealed, replacedBy, replacedAt }) => ({
    version,
    // The envelope proves that it is what `keepVersion` sealed.
    record: JSON.parse(secrets.open(recordSealed, versionContext({ districtId, interactionId }))) as InteractionRecord,
    replacedBy,
    replacedAt,
  }))
}
