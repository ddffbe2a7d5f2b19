/** Who opened what somebody else wrote, with the reason sealed. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachOwn } from '../scope.ts'
import type { SecretBox } from '../secret.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'
import { querySorted } from '../world.ts'

export interface NoteOpening {
  readonly id: string
  /** Null: it was what they wrote about a cycle. */
  readonly interactionId: string | null
  readonly cycleId: string | null
  /** The interaction's day, or the cycle's first. */
  readonly date: string
  /** Null: no person of this roster. */
  readonly by: string | null
  readonly reason: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** One of the two is null. */
interface OpeningPlace {
  readonly districtId: string
  readonly interactionId: string | null
  readonly cycleId: string | null
}

type Opening = OpeningPlace & { readonly by: string; readonly reason: string; readonly at: Date }

export async function insertNoteOpening(tx: PrismaTransaction, secrets: SecretBox, opening: Opening): Promise<void> {
  await tx.$executeRawUnsafe(sql('insert_note_opening'), ...columnsOf(secrets, opening))
}

/** The same over a connection of `pg`. */
export async function insertNoteOpeningDirect(
  client: pg.ClientBase,
  secrets: SecretBox,
  opening: Opening,
): Promise<void> {
  await client.query(sql('insert_note_opening'), columnsOf(secrets, opening))
}

function columnsOf(secrets: SecretBox, opening: Opening): unknown[] {
  const { districtId, interactionId, cycleId, by, reason, at } = opening
  return [districtId, interactionId, cycleId, by, secrets.seal(reason, reasonContext(opening)), at]
}

const OPENINGS_ORDER: ListOrder = { by: { at: ['page.id'], date: ['page.held_on'] }, otherwise: 'page.id desc' }

/** Of the interactions and cycles that are the reader's own, the newest first. */
export async function listNoteOpenings(
  tx: PrismaTransaction,
  secrets: SecretBox,
  grant: Grant<Capability>,
  request: PageRequest,
): Promise<Page<NoteOpening>> {
  const { districtId } = grant.principal
  const { limit, offset } = pageFrom(request)
  type Row = Omit<NoteOpening, 'reason'> & { readonly reasonSealed: string }
  const values = [...reachOwn(grant), limit, offset]
  const statement = sorted('list_note_openings', request, OPENINGS_ORDER)
  const [row] = await querySorted<{ total: number; items: Row[] }>(tx, statement, values)
  const items = (row?.items ?? []).map(({ reasonSealed, ...one }) => ({
    ...one,
    reason: secrets.open(reasonSealed, reasonContext({ districtId, ...one })),
  }))
  return { items, total: row?.total ?? 0 }
}

function reasonContext({ districtId, interactionId, cycleId }: OpeningPlace): string {
  return cycleId === null
    ? `note_opening.reason ${districtId} ${interactionId}`
    : `note_opening.reason ${districtId} cycle ${cycleId}`
}
