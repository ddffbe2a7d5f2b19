/** Start cards for the command line: those in force, and ending some, as an administrator or as a named person. */

import { Refusal } from '../../access/grant.ts'
import { operatorOf, type Principal } from '../../access/principal.ts'
import { cardReach } from '../../access/start-card.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { needNamedIds } from '../../store/people/named-ids.ts'
import { findOperatorAs } from '../../store/people/operator-names.ts'
import { listCards, readCardRules, type ListedCard } from '../../store/people/start-cards.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import { revokeStartCards } from './start-cards.ts'

interface Asked {
  readonly districtId: string
  /** A sourcedId, an e-mail address or `id:17`; null: an administrator of the district. */
  readonly as: string | null
}

const PAGE_SIZE = 500

/**
 * Binds it to an installation.
 * @throws Failure CARDS_REFUSED, PERSON_UNKNOWN
 */
export function openStartCardDesk(world: DomainWorld) {
  const whoOf = ({ districtId, as }: Asked): Promise<Principal> =>
    as === null ? Promise.resolve(operatorOf(districtId)) : findOperatorAs(world.database, districtId, as)
  return {
    list: async ({ className, ...asked }: Asked & { readonly className: string | null }) => {
      const principal = await whoOf(asked)
      const classId = className === null ? null : await classOf(world, asked.districtId, className)
      return refusing(() => listAll(world, principal, classId))
    },
    revoke: async ({ cardIds, ...asked }: Asked & { readonly cardIds: readonly string[] }) => {
      const principal = await whoOf(asked)
      const revoked = await refusing(() => revokeStartCards(world, principal, cardIds))
      if (revoked === 0)
        throw refused('None of these cards is in force. "staffroom student cards list" shows those that are.')
      return { revoked }
    },
  }
}

/** All of them, the newest first, at one moment. */
function listAll(
  world: DomainWorld,
  principal: Principal,
  classId: string | null,
): Promise<{ readonly isOn: boolean; readonly cards: readonly ListedCard[] }> {
  return inDistrictClient(world, principal, async (client) => {
    const reach = cardReach(principal)
    const { isOn } = await readCardRules(client, principal.districtId)
    const cards: ListedCard[] = []
    if (!isOn) return { isOn, cards }
    for (let page = 1; ; page += 1) {
      const search = { page, pageSize: PAGE_SIZE, now: world.now(), classId, studentId: null }
      const found = await listCards(client, reach, search)
      cards.push(...found.items)
      if (cards.length >= found.total || found.items.length === 0) return { isOn, cards }
    }
  })
}

async function classOf(world: DomainWorld, districtId: string, className: string): Promise<string | null> {
  const [id] = await inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
    needNamedIds(client, districtId, { table: 'classes', names: [className], refused }),
  )
  return id ?? null
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw refused(
      'Whoever --as names prints no start cards: administrators do, and teachers for classes that they teach.',
    )
  }
}

function refused(message: string): Failure {
  return new Failure('CARDS_REFUSED', 'operator', message)
}
