/** Makes a creation that carries an idempotency key happen once, however often it is sent. */

import { createHash } from 'node:crypto'
import type { Principal } from '../access/principal.ts'
import { actorOf } from '../access/principal.ts'
import type { IdempotencyKey } from '../store/idempotent-answer.ts'
import { claimKey, dropClaim, keepAnswer } from '../store/idempotent-answer.ts'
import type { DomainWorld } from '../store/world.ts'
import { inDistrictOf } from '../store/world.ts'

/** A day: nobody retries longer. */
const KEPT_MS = 86_400_000

export interface KeyedRequest {
  readonly principal: Principal
  /** As it was sent. */
  readonly key: string
  /** Method and path as sent, and the body: what makes it the same request. */
  readonly request: string
}

export interface KeyedAnswer {
  readonly status: number
  readonly body: unknown
}

export type Keyed =
  | { readonly answer: KeyedAnswer; readonly isReplay: boolean }
  | { readonly problem: 'key_used_otherwise' | 'outcome_unknown' }

/** Does the work once; the same request with the same key gets the first answer again. What the work throws frees the key. */
export async function onceByKey(
  world: DomainWorld,
  { principal, key, request }: KeyedRequest,
  work: () => Promise<KeyedAnswer>,
): Promise<Keyed> {
  const owned: IdempotencyKey = { districtId: principal.districtId, actor: actorOf(principal), keyHash: hashOf(key) }
  const context = `${owned.districtId}/idempotent/${owned.actor}/${owned.keyHash}`
  const now = world.now()
  const times = { now, since: new Date(now.getTime() - KEPT_MS) }
  const claim = await inDistrictOf(world, principal, (tx) =>
    claimKey(tx, owned, { requestHash: hashOf(request), ...times }),
  )
  if (claim.state === 'other') return { problem: 'key_used_otherwise' }
  if (claim.state === 'open') return { problem: 'outcome_unknown' }
  if (claim.state === 'answered') {
    const body =
      claim.sealedBody === null ? undefined : (JSON.parse(world.secrets.open(claim.sealedBody, context)) as unknown)
    return { answer: { status: claim.status, body }, isReplay: true }
  }
  const answer = await work().catch(async (thrown: unknown) => {
    await inDistrictOf(world, principal, (tx) => dropClaim(tx, owned))
    throw thrown
  })
  const sealedBody = answer.body === undefined ? null : world.secrets.seal(JSON.stringify(answer.body), context)
  await inDistrictOf(world, principal, (tx) => keepAnswer(tx, owned, { status: answer.status, sealedBody }))
  return { answer, isReplay: false }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
