/** A student builds an avatar and buys accessories for it with points; not while the hours of a class close that. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { keepOwnAvatar, type OwnAvatar, readOwnAvatar } from '../../store/people/avatars.ts'
import { addPointEntries, type LedgerProblem, LedgerRefusal, listOwnProgrammes } from '../../store/people/programmes.ts'
import { noteOfStudent } from '../../store/people/students-write.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { avatarsClosed } from '../../students/avatar-hours.ts'
import { AVATAR_PARTS } from '../../students/avatar-parts.ts'
import { checkLook, type LookProblem } from '../../students/avatar.ts'

type Own = Grant<'answer:survey'>

/** `until`: null where they never open. */
export interface Closed {
  readonly problem: 'avatars_closed'
  readonly until: Date | null
  readonly timezone: string
}
type Problem<Code extends string> = Closed | { readonly problem: Code }

/** Null: it looks so from now on. */
export function buildAvatar(
  world: DomainWorld,
  grant: Own,
  parts: readonly string[],
): Promise<Problem<LookProblem> | null> {
  return atAvatar(world, grant, async ({ client, own, now }) => {
    const problem = checkLook(parts, AVATAR_PARTS, new Set(own.bought))
    if (problem !== null) return { problem }
    await keepOwnAvatar(client, grant, { parts, now })
    return null
  })
}

type BuyProblem = 'part_unknown' | 'part_free' | 'programme_unknown' | LedgerProblem

/** Buys one with the points of a programme that runs. Null: it is theirs. */
export async function buyAccessory(
  world: DomainWorld,
  grant: Own,
  order: { readonly partId: string; readonly programmeId: string },
): Promise<Problem<BuyProblem> | null> {
  const { districtId, personId } = grant.principal
  const part = AVATAR_PARTS.find(({ id }) => id === order.partId)
  if (part === undefined) return { problem: 'part_unknown' }
  if (part.price === 0) return { problem: 'part_free' }
  if (personId === null) return { problem: 'programme_unknown' }
  try {
    return await atAvatar<BuyProblem>(world, grant, async ({ client, own, now }) => {
      if (own.bought.includes(part.id)) return { problem: 'bought_before' }
      const programmes = await listOwnProgrammes(client, grant, now)
      if (!programmes.some(({ id }) => id === order.programmeId)) return { problem: 'programme_unknown' }
      const by = { districtId, by: actorOf(grant.principal), now }
      const { programmeId } = order
      const entry = {
        programmeId,
        personIds: [personId],
        kind: 'accessory',
        points: -part.price,
        words: part.id,
      } as const
      await addPointEntries(client, by, { ...entry, undoesId: null })
      const detail = { programme: programmeId, part: part.id, points: part.price }
      await noteOfStudent(client, { districtId, personId }, { action: 'points.spend', detail })
      return null
    })
  } catch (error) {
    if (error instanceof LedgerRefusal) return { problem: error.problem }
    throw error
  }
}

interface Desk {
  readonly client: DistrictClient
  readonly own: OwnAvatar
  readonly now: Date
}

function atAvatar<Code extends string>(
  world: DomainWorld,
  grant: Own,
  work: (desk: Desk) => Promise<{ readonly problem: Code } | null>,
): Promise<Problem<Code> | null> {
  const now = world.now()
  return inGrantDirect(world, grant, async (client) => {
    const own = await readOwnAvatar(client, grant)
    if (own === null) throw new Error('A session without its district has built an avatar.')
    const closed = avatarsClosed(own.hours, own.timezone, now)
    if (closed !== null) return { problem: 'avatars_closed', until: closed.until, timezone: own.timezone }
    return work({ client, own, now })
  })
}
