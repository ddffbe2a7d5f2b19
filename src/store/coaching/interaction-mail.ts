/** Copies of interactions on their way to educators, and the record of what was sent to whom. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { InteractionCopy } from '../../coaching/interaction-copy.ts'
import type { PrismaTransaction } from '../database.ts'
import { copyContext } from './interaction-seal.ts'
import type { PersonRow } from '../page.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

/** Somebody tagged, as the roster has them now. */
export interface Attendee extends PersonRow {
  /** Null where the roster has none. */
  readonly email: string | null
}

/** Those of the people who are there, by name. */
export function listAttendees(
  tx: PrismaTransaction,
  { districtId, ids }: { readonly districtId: string; readonly ids: readonly string[] },
): Promise<readonly Attendee[]> {
  return query<Attendee>(tx, 'list_attendees', [districtId, ids])
}

interface SealedLetter extends InteractionCopy {
  readonly to: string
}

export interface CopyOrder {
  readonly districtId: string
  readonly interactionId: string
  readonly version: string
  readonly attendee: Attendee & { readonly email: string }
  readonly copy: InteractionCopy
  /** `person:17` */
  readonly by: string
  readonly at: Date
  /** Origin of this installation. */
  readonly publicUrl: string
}

/** Writes the record and puts the mail into the outbox, which only names the record. */
export async function queueCopy(tx: PrismaTransaction, secrets: SecretBox, order: CopyOrder): Promise<void> {
  const { districtId, interactionId, version, attendee, copy, by, at, publicUrl } = order
  const letter: SealedLetter = { ...copy, to: attendee.email }
  const { id } = await tx.interactionMail.create({
    data: {
      districtId,
      interactionId: BigInt(interactionId),
      version: Number(version),
      personId: BigInt(attendee.id),
      letterSealed: secrets.seal(JSON.stringify(letter), copyContext({ districtId, interactionId })),
      askedBy: by,
      askedAt: at,
    },
    select: { id: true },
  })
  const host = URL.parse(publicUrl)?.hostname ?? 'localhost'
  const message = { interactionMail: String(id) }
  const values = ['mail', `interaction_copy:${id}`, attendee.email, `<${randomUUID()}@${host}>`, message, at]
  await tx.$executeRawUnsafe(sql('queue_message'), districtId, ...values)
  await tx.$executeRawUnsafe(sql('hasten_chore'), districtId, 'post', at)
}

export interface SentCopy {
  readonly educator: PersonRow
  /** Of the interaction, as it was sent. */
  readonly version: number
  readonly askedAt: Date
  readonly sentAt: Date | null
  readonly failureCode: string | null
  readonly subject: string
  readonly paragraphs: readonly string[]
}

/** What was sent of an interaction, the latest first. Only for one that the reader wrote. */
export async function listCopies(
  tx: PrismaTransaction,
  secrets: SecretBox,
  { districtId, interactionId }: { readonly districtId: string; readonly interactionId: string },
): Promise<readonly SentCopy[]> {
  const rows = await query<Omit<SentCopy, 'subject' | 'paragraphs'> & { readonly letterSealed: string }>(
    tx,
    'list_interaction_mail',
    [districtId, interactionId],
  )
  return rows.map(({ letterSealed, ...row }) => {
    const { subject, paragraphs } = openLetter(secrets, letterSealed, { districtId, interactionId })
    return { ...row, subject, paragraphs }
  })
}

/** The words of a copy for the worker that sends it; null where its interaction is deleted: then nothing is sent. */
export async function readCopy(
  client: pg.ClientBase,
  secrets: SecretBox,
  { districtId, id }: { readonly districtId: string; readonly id: string },
): Promise<InteractionCopy | null> {
  const { rows } = await client.query<{ interaction_id: string; letter_sealed: string }>(sql('find_interaction_mail'), [
    districtId,
    id,
  ])
  const [row] = rows
  if (row === undefined) return null
  return openLetter(secrets, row.letter_sealed, { districtId, interactionId: row.interaction_id })
}

/** Keeps on record what became of it. */
export async function settleCopy(
  client: pg.ClientBase,
  settled: {
    readonly districtId: string
    readonly id: string
    readonly sentAt: Date | null
    readonly failureCode: string | null
  },
): Promise<void> {
  const { districtId, id, sentAt, failureCode } = settled
  await client.query(sql('settle_interaction_mail'), [districtId, id, sentAt, failureCode])
}

function openLetter(
  secrets: SecretBox,
  sealed: string,
  place: { readonly districtId: string; readonly interactionId: string },
): SealedLetter {
  // The envelope proves that it is what `queueCopy` sealed.
  return JSON.parse(secrets.open(sealed, copyContext(place))) as SealedLetter
}
