/** Who opened what somebody else wrote, with the reason sealed. In the district's transaction. */

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
  readonly interactionId: string
  /** The interaction's day. */
  readonly date: string
  /** Null: no person of this roster. */
  readonly by: string | null
  readonly reason: string
  /** ISO 8601, UTC. */
  readonly at: string
}

interface OpeningPlace {
  readonly districtId: string
  readonly interactionId: string
}

export async function insertNoteOpening(
  tx: PrismaTransaction,
  secrets: SecretBox,
  opening: OpeningPlace & { readonly by: string; readonly reason: string; readonly at: Date },
): Promise<void> {
  const { districtId, interactionId, by, reason, at } = opening
  const sealed = secrets.seal(reason, reasonContext(opening))
  await tx.$executeRawUnsafe(sql('insert_note_opening'), districtId, interactionId, by, sealed, at)
}

const OPENINGS_ORDER: ListOrder = { by: { at: ['page.id'], date: ['page.held_on'] }, otherwise: 'page.id desc' }

/** Of the interactions that are the reader's own, the newest first. */
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
    reason: secrets.open(reasonSealed, reasonContext({ districtId, interactionId: one.interactionId })),
  }))
  return { items, total: row?.total ?? 0 }
}

function reasonContext({ districtId, interactionId }: OpeningPlace): string {
  return `note_opening.reason ${districtId} ${interactionId}`
}
