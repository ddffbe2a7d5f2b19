/** Sign-in by the code of a start card: the same answer for every code that opens nothing, and a lock against guessing. */

import { readCardCode } from '../access/start-card.ts'
import { inDistrict } from '../store/database.ts'
import { findCardNumber, noteCardUse, openCard } from '../store/people/start-cards.ts'
import type { SecretBox } from '../store/secret.ts'
import { findActiveRoles, saveSession } from '../store/signin/session.ts'
import { appendSignInAudit } from '../store/signin/sign-in-audit.ts'
import { beginAttempt } from './attempts.ts'
import { newSecret } from './secret.ts'
import { type IssuedSession, NO_LAUNCH, type SessionWorld } from './session.ts'

type CardWorld = SessionWorld & { readonly box: SecretBox }

export interface CardAttempt {
  /** As it was typed. */
  readonly code: string
  /** Network address of the browser, as the proxy settings have it. */
  readonly address: string
}

export type CardOutcome =
  | { readonly ok: true; readonly session: IssuedSession }
  /** No code, no card, another secret, revoked, expired, switched off, or a student who is no longer there: one answer. */
  | { readonly ok: false; readonly reason: 'wrong' }
  | { readonly ok: false; readonly reason: 'too_many'; readonly waitMs: number }

const WRONG = { ok: false, reason: 'wrong' } as const

/** Opens the student's session. Guesses are counted by the card's number, alone and with the address: never by address alone. */
export async function signInWithCard(world: CardWorld, { code: typed, address }: CardAttempt): Promise<CardOutcome> {
  const code = readCardCode(typed)
  if (code === null) return WRONG
  const begun = await beginAttempt(world, { account: `start card ${code.number}`, address })
  if (!begun.allowed) return { ok: false, reason: 'too_many', waitMs: begun.waitMs }
  const session = await openByCode(world, code)
  if (session === null) return WRONG
  await begun.succeed()
  return { ok: true, session }
}

async function openByCode(
  world: CardWorld,
  { number, secret }: { readonly number: string; readonly secret: string },
): Promise<IssuedSession | null> {
  const { db, box, now: clock } = world
  const at = await findCardNumber(db, number)
  if (at === null) return null
  const { districtId, cardId } = at
  const now = clock()
  const card = await inDistrict(db, { districtId, actor: 'system' }, (client) =>
    openCard(client, at, { now, secret: { given: secret, box } }),
  )
  if (card === null) return null
  const { personId } = card
  // What a launch asks, too: nobody whose account is suspended.
  if ((await findActiveRoles(db, districtId, personId)) === null) return null
  const { token, times } = newCardSession(world, card.expiresAt)
  await inDistrict(db, { districtId, actor: `person:${personId}` }, async (client) => {
    await saveSession(client, token, { ...NOTHING_ELSE, districtId, personId, startCardId: cardId, ...times })
    await noteCardUse(client, at, now)
    const detail = { way: 'card', card: cardId }
    await appendSignInAudit(client, districtId, { action: 'session.begin', object: `person:${personId}`, detail })
  })
  return { token, expiresAt: times.expiresAt }
}

/** Never past the card's own end. */
function newCardSession({ limits, now }: SessionWorld, cardEnds: Date) {
  const started = now()
  const endsMs = Math.min(started.getTime() + limits.cardLifetimeMs, cardEnds.getTime())
  const idleMs = Math.min(started.getTime() + limits.cardIdleMs, endsMs)
  return { token: newSecret(), times: { now: started, idleExpiresAt: new Date(idleMs), expiresAt: new Date(endsMs) } }
}

const NOTHING_ELSE = {
  kind: 'card',
  customerId: null,
  customerAdminId: null,
  ...NO_LAUNCH,
} as const
