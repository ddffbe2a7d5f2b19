/** What was bought, purchase by purchase: each has a quantity and a term. */

import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import type { LicenceKind } from '../../seats/kind.ts'
import { noteLicence } from './seat-audit.ts'
import type { LicencePlace } from './seat-rows.ts'
import { sql } from '../sql.ts'

/** The purchase without an end that makes up a total that somebody set. */
export const STANDING = 'standing'
const QUANTITY_MAX = 10_000_000

export interface NewPurchase {
  /** What the district calls it. */
  readonly name: string
  readonly quantity: number
  /** First and last day in the district's zone, `YYYY-MM-DD`; null: always, for good. */
  readonly startsOn: string | null
  readonly endsOn: string | null
}

export interface Purchase extends NewPurchase {
  readonly kind: string
  readonly enteredAt: Date
  /** Where today lies. */
  readonly term: 'ahead' | 'running' | 'ended'
  /** To the last day; null: it has none. */
  readonly daysLeft: number | null
}

/** The district's purchases of one kind, or of all, the earliest first. */
export async function listPurchases(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly kind?: string; readonly now: Date },
): Promise<readonly Purchase[]> {
  const { rows } = await client.query<Purchase>(sql('list_licence_purchases'), [o.districtId, o.kind ?? null, o.now])
  return rows
}

/** Entering one of a new name, changing one that is there, whichever of the two it is, or taking it out. */
export type PurchaseStep = 'enter' | 'change' | 'set' | 'remove'

/**
 * Does to the purchases what is asked, and writes it into the audit log. Under the licence's lock. False: it was so already.
 * @throws Failure LICENCE_PURCHASE_KNOWN or LICENCE_PURCHASE_UNKNOWN (operator)
 */
export async function takeStep(
  client: pg.ClientBase,
  o: LicencePlace & NewPurchase & { readonly actor: string; readonly now: Date; readonly step?: PurchaseStep },
): Promise<boolean> {
  const { districtId, kind, name, quantity, startsOn, endsOn, step = 'enter' } = o
  const before = (await listPurchases(client, { districtId, kind, now: o.now })).find((one) => one.name === name)
  if (step === 'enter' && before !== undefined) throw knownAlready(before)
  if ((step === 'change' || step === 'remove') && before === undefined) throw unknown(name)
  if (step === 'remove') {
    await client.query(sql('delete_licence_purchase'), [districtId, kind, name])
    await noteLicence(client, { districtId, kind, action: 'licence.purchase_removed', detail: { name } })
    return true
  }
  const values = [districtId, kind, name, quantity, startsOn, endsOn, o.now, o.actor]
  await client.query(sql('enter_licence_purchase'), values)
  const detail = { name, quantity, startsOn, endsOn }
  await noteLicence(client, { districtId, kind, action: 'licence.purchase', detail })
  return !(before?.quantity === quantity && before.startsOn === startsOn && before.endsOn === endsOn)
}

function knownAlready({ name, quantity, startsOn, endsOn }: Purchase): Failure {
  const from = startsOn === null ? '' : ` from ${startsOn}`
  const until = endsOn === null ? '' : ` until ${endsOn}`
  return new Failure(
    'LICENCE_PURCHASE_KNOWN',
    'operator',
    `There is a purchase "${name}" of this licence already: ${quantity}${from}${until}. Enter this one under another name, or say that it replaces that one. Nothing was changed.`,
  )
}

function unknown(name: string): Failure {
  return new Failure(
    'LICENCE_PURCHASE_UNKNOWN',
    'operator',
    `There is no purchase "${name}" of this licence to change. Enter it as a new one. Nothing was changed.`,
  )
}

/**
 * The kind of a purchase that may be entered.
 * @throws Failure LICENCE_KIND_UNKNOWN, LICENCE_KIND_DERIVED, LICENCE_QUANTITY or LICENCE_PURCHASE (operator)
 */
export function checkPurchase(
  o: { readonly kinds: readonly LicenceKind[]; readonly kind: string } & Pick<NewPurchase, 'quantity'> &
    Partial<NewPurchase>,
): LicenceKind {
  const kind = checkedKind(o.kinds, o.kind)
  if (!Number.isSafeInteger(o.quantity) || o.quantity < 0 || o.quantity > QUANTITY_MAX)
    throw new Failure(
      'LICENCE_QUANTITY',
      'operator',
      `The quantity of a licence is a whole number from 0 to ${QUANTITY_MAX}.`,
    )
  const { name = STANDING, startsOn = null, endsOn = null } = o
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$/.test(name))
    throw refuse(
      'The name of a purchase has 1 to 63 letters, digits, spaces or ._/- and begins with a letter or digit.',
    )
  if (![startsOn, endsOn].every((day) => day === null || isDay(day)))
    throw refuse('The days of a term are written as 2027-06-30.')
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    throw refuse('The last day of a term comes after its first.')
  return kind
}

function refuse(message: string): Failure {
  return new Failure('LICENCE_PURCHASE', 'operator', message)
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function checkedKind(kinds: readonly LicenceKind[], id: string): LicenceKind {
  const kind = kinds.find((candidate) => candidate.id === id)
  if (kind === undefined) {
    const known = kinds.filter(({ counts }) => counts !== 'derived').map((candidate) => candidate.id)
    throw new Failure(
      'LICENCE_KIND_UNKNOWN',
      'operator',
      `There is no such kind of licence. Kinds: ${known.join(', ')}.`,
    )
  }
  if (kind.counts === 'products')
    throw refuse(
      `${id} are bought product by product: name one of the catalogue, as ${id}:reading for the product "reading".`,
    )
  if (kind.counts === 'derived')
    throw new Failure(
      'LICENCE_KIND_DERIVED',
      'operator',
      `${id} follows from ${kind.from} and is not bought by itself: set ${kind.from}.`,
    )
  return kind
}
