/** Merges of people as pages ask for them and see them. In the district's transaction; the worker carries them out. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { STICKY_FIELDS } from '../../roster/sticky-field.ts'
import { appendAudit } from '../audit/audit.ts'
import { type DistrictClient, rawOf } from '../database.ts'
import type { Page, PageRequest, PersonRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'
import type { ProposedSide } from '../sync/match-proposals.ts'
import type { LinkPair } from '../sync/person-link.ts'

export interface MergeSide extends ProposedSide {
  /** By an administrator. */
  readonly isDeactivated: boolean
}

export interface MergeField {
  /** As the API names it. */
  readonly field: string
  readonly stays: string | readonly string[] | null
  readonly goes: string | readonly string[] | null
  /** Whose value the one person has. */
  readonly wins: 'stays' | 'goes'
  /** Edited by hand; from the record that speaks, which the feed owns; of whoever stays. */
  readonly because: 'edited' | 'feed' | 'kept'
}

/** What goes to the one who stays, counted; `…Both`: of these the ones that both have, which are there once afterwards. */
export interface MergeMoves {
  readonly interactionsWith: number
  readonly interactionsWithBoth: number
  readonly interactionsBy: number
  readonly tags: number
  readonly nextSteps: number
  readonly cyclesWith: number
  readonly cyclesWithBoth: number
  readonly cyclesBy: number
  readonly letters: number
  readonly communities: number
  readonly communitiesBoth: number
  readonly classesLed: number
  readonly classes: number
  readonly roles: number
  readonly records: number
  /** Links to platforms, to single sign-on, and an account. */
  readonly signIns: number
}

export interface MergeSight {
  readonly stays: MergeSide
  readonly goes: MergeSide
  /** The source whose record gives the names afterwards; null: no feed knows either. */
  readonly speaksFrom: string | null
  /** In which the two differ. */
  readonly fields: readonly MergeField[]
  readonly moves: MergeMoves
  /** Places among licences that either has. */
  readonly seats: readonly { readonly kind: string; readonly stays: string | null; readonly goes: string | null }[]
  /** One is a student or a guardian. */
  readonly isOther: boolean
}

const SHOWN = [...STICKY_FIELDS.people.map(({ field, column }) => ({ field, column })), identifier()]

/** The two and what would come of it, without what is about `readerId` (null: all of it); null where one is not there. */
export async function readMergeSight(
  client: DistrictClient,
  pair: LinkPair,
  readerId: string | null,
): Promise<MergeSight | null> {
  const columns = SHOWN.map(({ column }) => column)
  const values = [pair.districtId, pair.personId, pair.otherId, columns, readerId]
  const { rows } = await client.query<
    Omit<MergeSight, 'fields'> & { fields: readonly (Omit<MergeField, 'field'> & { column: string })[] }
  >(sql('read_merge_preview'), values)
  const [row] = rows
  if (row === undefined) return null
  const fields = row.fields.map(({ column, ...values_ }) => ({ field: nameOf(column), ...values_ }))
  return { ...row, fields }
}

function identifier(): { readonly field: string; readonly column: string } {
  return { field: 'identifier', column: 'identifier' }
}

function nameOf(column: string): string {
  return SHOWN.find((one) => one.column === column)?.field ?? column
}

/** Asks the worker, within seconds. @returns the merge's number; null: the one who goes is about to, or has gone before */
export async function askMerge(
  client: DistrictClient,
  pair: LinkPair,
  asked: { readonly mayRaise: boolean; readonly now: Date },
): Promise<string | null> {
  const { districtId, personId, otherId } = pair
  const values = [districtId, personId, otherId, asked.now, asked.mayRaise]
  const { rows } = await client.query<{ id: string }>(sql('ask_person_merge'), values)
  const [row] = rows
  if (row === undefined) return null
  await client.query(sql('hasten_chore'), [districtId, 'link', asked.now])
  await appendAudit(rawOf(client), districtId, {
    action: 'person.merge_ask',
    object: `person:${personId}`,
    detail: { other: otherId },
  })
  return row.id
}

/** Whether there is a merge of that number. */
export async function isMergeKnown(client: DistrictClient, districtId: string, mergeId: string): Promise<boolean> {
  const { rows } = await client.query(sql('find_person_merge'), [districtId, mergeId])
  return rows.length > 0
}

/** Asks the worker to take it back. False: it is not in force, or somebody has asked already. */
export async function askMergeUndo(
  client: DistrictClient,
  asked: { readonly districtId: string; readonly mergeId: string; readonly now: Date },
): Promise<boolean> {
  const { districtId, mergeId, now } = asked
  const { rows } = await client.query<{ staysId: string; goesId: string }>(sql('ask_merge_undo'), [
    districtId,
    mergeId,
    now,
  ])
  const [row] = rows
  if (row === undefined) return false
  await client.query(sql('hasten_chore'), [districtId, 'link', now])
  await appendAudit(rawOf(client), districtId, {
    action: 'person.part_ask',
    object: `person:${row.staysId}`,
    detail: { other: row.goesId },
  })
  return true
}

export interface MergeRow {
  readonly id: string
  readonly state: 'asked' | 'refused' | 'merged' | 'undo_asked' | 'undone'
  readonly stays: PersonRow
  readonly goes: PersonRow
  /** ISO 8601; of what was asked for last. */
  readonly askedAt: string
  readonly mergedAt: string | null
  readonly undoneAt: string | null
  readonly refused: string | null
}

const MERGES_ORDER: ListOrder = { by: { askedAt: ['page.asked_at'] }, otherwise: 'page.id desc' }

/** One page of the district's merges, the newest first. */
export async function listMerges(
  client: DistrictClient,
  grant: Grant<Capability>,
  request: PageRequest,
): Promise<Page<MergeRow>> {
  const { limit, offset } = pageFrom(request)
  const statement = sorted('list_person_merges', request, MERGES_ORDER)
  const { rows } = await client.query<{ total: number; items: MergeRow[] }>(statement, [
    grant.principal.districtId,
    limit,
    offset,
  ])
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}
