/**
 * What sealed words of others say of somebody who is deleted for good: drafts that tag them, copies mailed to others
 * that name them, and what interactions of others said of them alone before these were corrected. Only the program can open these, so no function of the database reaches them. In the district's
 * transaction.
 */

import type pg from 'pg'
import type { InteractionDraft } from '../../coaching/interaction.ts'
import type { InteractionRecord } from '../../coaching/interaction-record.ts'
import { copyContext, draftContext, versionContext } from '../coaching/interaction-seal.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import type { StaffAt } from './staff-write.ts'

interface TaggedDraft {
  readonly coachId: string
  readonly id: string
  readonly sealedFor: string
  readonly draft: InteractionDraft
  /** Theirs, and those of records that were found to be the same person. */
  readonly numbers: readonly string[]
  /** It is about nobody else. */
  readonly isAlone: boolean
}

/** Drafts of others in which they are tagged. */
export async function findTaggedDrafts(
  client: pg.ClientBase,
  secrets: SecretBox,
  { districtId, personId }: StaffAt,
): Promise<readonly TaggedDraft[]> {
  const { rows } = await client.query<Omit<TaggedDraft, 'draft' | 'isAlone'> & { readonly sealed: string }>(
    sql('list_all_drafts'),
    [districtId, personId],
  )
  return rows.flatMap(({ sealed, ...row }): TaggedDraft[] => {
    // The envelope proves that it is what a coach's page kept.
    const draft = JSON.parse(
      secrets.open(sealed, draftContext({ districtId, sealedFor: row.sealedFor })),
    ) as InteractionDraft
    const educatorIds = draft.educatorIds ?? []
    const isThem = (id: string) => row.numbers.includes(id)
    return educatorIds.some(isThem) ? [{ ...row, draft, isAlone: educatorIds.every(isThem) }] : []
  })
}

/** Takes them out of the drafts of others; a draft about them alone goes whole. */
export async function clearDrafts(client: pg.ClientBase, secrets: SecretBox, at: StaffAt): Promise<void> {
  const { districtId } = at
  for (const { coachId, id, sealedFor, draft, numbers, isAlone } of await findTaggedDrafts(client, secrets, at)) {
    if (isAlone) {
      await client.query(sql('drop_draft'), [districtId, coachId, id])
      continue
    }
    const sealed = secrets.seal(JSON.stringify(withoutPerson(draft, numbers)), draftContext({ districtId, sealedFor }))
    await client.query(sql('reseal_draft'), [districtId, coachId, id, sealed])
  }
}

function withoutPerson(draft: InteractionDraft, numbers: readonly string[]): InteractionDraft {
  const { cycleForm } = draft
  const educatorIds = (draft.educatorIds ?? []).filter((one) => !numbers.includes(one))
  if (cycleForm === undefined) return { ...draft, educatorIds }
  const ratings = cycleForm.ratings.filter((one) => !numbers.includes(one.educatorId))
  return { ...draft, educatorIds, cycleForm: { ...cycleForm, ratings } }
}

/**
 * Takes their name out of the copies that others were mailed, or are about to be. To be done while the interactions still
 * say that they were there.
 */
export async function clearLetters(
  client: pg.ClientBase,
  secrets: SecretBox,
  at: StaffAt & { readonly names: readonly string[] },
): Promise<void> {
  const { districtId, personId, names } = at
  const { rows } = await client.query<{ id: string; interactionId: string; sealed: string }>(
    sql('list_letters_naming'),
    [districtId, personId],
  )
  for (const { id, interactionId, sealed } of rows) {
    const context = copyContext({ districtId, interactionId })
    const letter = JSON.parse(secrets.open(sealed, context)) as Readonly<Record<string, unknown>>
    const clear = JSON.parse(JSON.stringify(letter), (_, value: unknown) =>
      typeof value === 'string' ? withoutNames(value, names) : value,
    ) as unknown
    await client.query(sql('reseal_letter'), [districtId, id, secrets.seal(JSON.stringify(clear), context)])
  }
}

/**
 * Forgets earlier versions that were about them alone, of interactions that they were taken out of: an interaction about
 * them alone goes whole, and so does what one was.
 */
export async function clearVersions(client: pg.ClientBase, secrets: SecretBox, at: StaffAt): Promise<void> {
  const { districtId, personId } = at
  const { rows } = await client.query<{
    interactionId: string
    version: number
    sealed: string
    numbers: readonly string[]
  }>(sql('list_versions_of_taken_out'), [districtId, personId])
  for (const { interactionId, version, sealed, numbers } of rows) {
    // The envelope proves that it is what an edit replaced.
    const { educatorIds } = JSON.parse(
      secrets.open(sealed, versionContext({ districtId, interactionId })),
    ) as InteractionRecord
    if (educatorIds.every((one) => numbers.includes(one)))
      await client.query(sql('drop_version'), [districtId, interactionId, version])
  }
}

function withoutNames(text: string, names: readonly string[]): string {
  return names.filter((name) => name !== '').reduce((left, name) => left.replaceAll(name, 'another educator'), text)
}
