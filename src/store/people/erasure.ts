/** Deleting a person for good: what goes with them, and doing it. In the district's transaction. */

import type pg from 'pg'
import { forgetAccountPlace } from '../signin/account.ts'
import { clearDrafts, clearLetters, clearVersions, findTaggedDrafts } from './erasure-of-words.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import type { StaffAt } from './staff-write.ts'

export interface Erasure {
  /** Interactions that they logged. */
  readonly written: number
  /** Others' interactions about them and nobody else. */
  readonly alone: number
  /** Others' interactions about them and others: only the tag goes. */
  readonly tagged: number
  /** Coaching cycles that they keep, and those of others about them alone. */
  readonly cycles: number
  /** Copies of interactions that were mailed to them, or are about to be. */
  readonly letters: number
  /** Drafts of theirs, and of others in which they are tagged. */
  readonly drafts: number
  /** Files attached to the interactions that go, and what these said before they were edited. */
  readonly files: number
  readonly versions: number
  /** Their caseloads as a coach, and what hands said of them in caseloads of others. */
  readonly caseloads: number
  readonly caseloadPlaces: number
  /** What was decided about handing them over, or educators from or to them. */
  readonly handovers: number
  /** Filters of reports that they keep. */
  readonly filters: number
  readonly communities: number
  /** Communities that would be without a lead: these stand in the way. */
  readonly leadsAlone: number
}

const NOTHING: Erasure = {
  written: 0,
  alone: 0,
  tagged: 0,
  cycles: 0,
  letters: 0,
  drafts: 0,
  files: 0,
  versions: 0,
  caseloads: 0,
  caseloadPlaces: 0,
  handovers: 0,
  filters: 0,
  communities: 0,
  leadsAlone: 0,
}

/** What goes with them, without what is about whoever looks (`readerId`; null: all of it). */
export async function readErasure(
  client: pg.ClientBase,
  at: StaffAt,
  { secrets, readerId }: { readonly secrets: SecretBox; readonly readerId: string | null },
): Promise<Erasure> {
  const { districtId, personId } = at
  const { rows } = await client.query<Erasure>(sql('read_erasure'), [districtId, personId, readerId])
  const [found = NOTHING] = rows
  const tagged = await findTaggedDrafts(client, secrets, at)
  const others = tagged.filter(({ draft }) => readerId === null || draft.educatorIds?.includes(readerId) !== true)
  const hidden = readerId === null ? [] : await findTaggedDrafts(client, secrets, { districtId, personId: readerId })
  const own = found.drafts - hidden.filter(({ coachId }) => coachId === personId).length
  return { ...found, drafts: own + others.length }
}

/** Whether a sync that is held or under way is about to bring them: its plan is written as it was shown. */
export async function isInOpenRun(client: pg.ClientBase, { districtId, personId }: StaffAt): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(sql('find_open_run_of_person'), [districtId, personId])
  return rows[0]?.found === true
}

/** Who is deleted, and by which names letters may have them. */
export interface Erased extends StaffAt {
  readonly accountEmail: string | null
  readonly names: readonly string[]
}

/**
 * Deletes what they made and every name of theirs; the row stays without one. The audit entry says how much went, and
 * nothing of it.
 */
export async function erasePerson(
  client: pg.ClientBase,
  at: Erased,
  { erasure, now, secrets }: { readonly erasure: Erasure; readonly now: Date; readonly secrets: SecretBox },
): Promise<void> {
  const { leadsAlone: _, ...gone } = erasure
  await eraseAs(client, at, { action: 'account.delete', gone, now, secrets })
}

/** The same for anybody, under the name that the audit log gives it. */
export async function eraseAs(
  client: pg.ClientBase,
  at: Erased,
  {
    action,
    gone,
    now,
    secrets,
  }: { readonly action: string; readonly gone: object; readonly now: Date; readonly secrets: SecretBox },
): Promise<void> {
  const { districtId, personId, accountEmail } = at
  await clearLetters(client, secrets, at)
  await clearDrafts(client, secrets, at)
  await clearVersions(client, secrets, at)
  await client.query(sql('erase_person_traces'), [districtId, personId, now])
  await client.query(sql('erase_person'), [districtId, personId, now])
  if (accountEmail !== null) await forgetAccountPlace(client, districtId, accountEmail)
  await client.query(sql('append_audit_entry'), [districtId, action, `person:${personId}`, JSON.stringify(gone)])
}
