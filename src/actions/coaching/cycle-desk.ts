/** What every change of a coaching cycle does alike: whose it is, what the rules must know, which day it is. */

import type { Grant } from '../../access/grant.ts'
import type { KeptChoice } from '../../coaching/choice-list.ts'
import type { CycleFacts } from '../../coaching/cycle.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { Failure } from '../../roster/failure.ts'
import type { CoachingLists } from '../../store/coaching/coaching-choice.ts'
import type { LockedCycle } from '../../store/coaching/cycle.ts'
import { requireDistrict } from '../../store/people/district.ts'
import { findTaggable } from '../../store/coaching/educators.ts'
import type { DomainWorld, inGrantDirect } from '../../store/world.ts'

type CycleGrant = Grant<'create:coaching_cycle'>
export type Client = Parameters<Parameters<typeof inGrantDirect>[2]>[0]

/** @throws Failure where a coach is no person of the roster */
export function coachOfCycle({ principal }: CycleGrant): string {
  if (principal.personId !== null) return principal.personId
  throw new Failure('COACH_WITHOUT_PERSON', 'bug', 'Somebody who is no person of the roster was granted coaching.')
}

/** The calendar day in the district. */
export async function readToday(client: Client, world: DomainWorld, districtId: string): Promise<string> {
  const { timezone } = await requireDistrict(client, districtId)
  return districtDay(world.now(), timezone)
}

interface Asked {
  readonly world: DomainWorld
  readonly grant: CycleGrant
  readonly lists: CoachingLists
  /** Null: a new one. */
  readonly kept: LockedCycle | null
  readonly educatorIds: readonly string[]
}

/** What the rules must know. What a cycle has already may stay, though nobody could choose it any more. */
export async function readCycleFacts(client: Client, asked: Asked): Promise<CycleFacts> {
  const { world, grant, lists, kept, educatorIds } = asked
  return {
    today: await readToday(client, world, grant.principal.districtId),
    coachId: coachOfCycle(grant),
    educatorIds: new Set([
      ...(await findTaggable(client, grant, educatorIds)),
      ...(kept?.educators.map(({ id }) => id) ?? []),
    ]),
    focusIds: new Set(offered(lists.focuses.items, kept?.focusId).map(({ id }) => id)),
    scales: offered(lists.scales.items, kept?.scaleId),
    phaseIds: new Set(kept?.phaseIds ?? phasesOf(lists)),
  }
}

function offered(items: readonly KeptChoice[], own: string | null | undefined): readonly KeptChoice[] {
  return items.filter(({ id, active }) => active || id === own)
}

/** The phases of a cycle that begins now, in their order. */
export function phasesOf(lists: CoachingLists): readonly string[] {
  return lists.phases.items.filter(({ active }) => active).map(({ id }) => id)
}
