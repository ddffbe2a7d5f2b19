/** A coach starts a coaching cycle, edits it, moves it to another phase, ends or reopens it. */

import type { Grant } from '../../access/grant.ts'
import { checkCycle, type CycleInput, type CycleProblem, staysOf } from '../../coaching/cycle.ts'
import { moveToPhase, type Stay, staysUntil } from '../../coaching/cycle-phase.ts'
import { keepDefaultPhases, readCoachingLists } from '../../store/coaching/coaching-choice.ts'
import {
  addCycle,
  auditCycle,
  type LockedCycle,
  lockOwnCycle,
  openCycleTexts,
  writeCycle,
} from '../../store/coaching/cycle.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { type Client, coachOfCycle, phasesOf, readCycleFacts } from './cycle-desk.ts'

export type CycleOutcome =
  | { readonly cycleId: string }
  | { readonly problems: readonly CycleProblem[] }
  | { readonly problem: 'cycle_unknown' | 'cycle_stale' | 'cycle_ended' }

/** Starts it, with the phases that the district has now; or answers with everything that is wrong and writes nothing. */
export function startCycle(
  world: DomainWorld,
  grant: Grant<'create:coaching_cycle'>,
  given: CycleInput,
): Promise<CycleOutcome> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client): Promise<CycleOutcome> => {
    const lists = await readCoachingLists(client, districtId)
    const input = tidied(given)
    const educatorIds = input.educators.map(({ id }) => id)
    const problems = checkCycle(input, await readCycleFacts(client, { world, grant, lists, kept: null, educatorIds }))
    if (problems.length > 0) return { problems }
    const now = world.now()
    await keepDefaultPhases(client, { districtId, now })
    const cycle = { districtId, coachId: coachOfCycle(grant), phaseIds: phasesOf(lists), input, now }
    const cycleId = await addCycle(client, world.secrets, cycle)
    await auditCycle(client, { districtId, cycleId }, { action: 'coaching_cycle.start', detail: { educatorIds } })
    return { cycleId }
  })
}

interface CycleSeen {
  readonly cycleId: string
  /** What was seen of it; null: it is changed as it stands. */
  readonly version: string | null
}

/** Replaces what it says. With a last day it has ended, and what was planned beyond it is dropped; without, it is open. */
export function editCycle(
  world: DomainWorld,
  grant: Grant<'create:coaching_cycle'>,
  o: CycleSeen & { readonly input: CycleInput },
): Promise<CycleOutcome> {
  return atCycle(world, grant, { ...o, change: () => Promise.resolve(o.input) })
}

/** Moves it to a phase, this one or another, from a day on. */
export function moveCycle(
  world: DomainWorld,
  grant: Grant<'create:coaching_cycle'>,
  o: CycleSeen & { readonly to: Stay },
): Promise<CycleOutcome> {
  const { districtId } = grant.principal
  return atCycle(world, grant, {
    ...o,
    change: async (client, kept) => {
      const stays = staysOf(kept.stays)
      if (kept.endedOn !== null) return { problem: 'cycle_ended' }
      if (o.to.from < stays[0].from) return { problems: [BEFORE_START] }
      const texts = await openCycleTexts(client, world.secrets, { districtId, cycleId: o.cycleId })
      return { ...kept, ...texts, stays: moveToPhase(stays, o.to) }
    },
  })
}

/** Ends it on a day, or opens it again; all else stays. @param o `endedOn` null: it is open */
export function endCycle(
  world: DomainWorld,
  grant: Grant<'create:coaching_cycle'>,
  o: CycleSeen & { readonly endedOn: string | null },
): Promise<CycleOutcome> {
  const { districtId } = grant.principal
  const { cycleId, endedOn } = o
  return atCycle(world, grant, {
    ...o,
    change: async (client, kept) => {
      const texts = await openCycleTexts(client, world.secrets, { districtId, cycleId })
      return { ...kept, ...texts, endedOn }
    },
  })
}

const BEFORE_START: CycleProblem = {
  field: 'from',
  code: 'phase_before_start',
  message: 'The cycle begins later than this. Change its first day instead.',
}

type Refused = Exclude<CycleOutcome, { readonly cycleId: string }>

interface Change extends CycleSeen {
  readonly change: (client: Client, kept: LockedCycle) => Promise<CycleInput | Refused>
}

/** One change of the coach's own cycle in one transaction, under its lock. */
function atCycle(world: DomainWorld, grant: Grant<'create:coaching_cycle'>, o: Change): Promise<CycleOutcome> {
  const { districtId } = grant.principal
  const { cycleId } = o
  return inGrantDirect(world, grant, async (client): Promise<CycleOutcome> => {
    const kept = await lockOwnCycle(client, { districtId, cycleId, coachId: coachOfCycle(grant) })
    if (kept === null) return { problem: 'cycle_unknown' }
    if (o.version !== null && String(kept.version) !== o.version) return { problem: 'cycle_stale' }
    const given = await o.change(client, kept)
    if ('problem' in given || 'problems' in given) return given
    const input = tidied(given)
    const lists = await readCoachingLists(client, districtId)
    const educatorIds = input.educators.map(({ id }) => id)
    const problems = checkCycle(input, await readCycleFacts(client, { world, grant, lists, kept, educatorIds }))
    if (problems.length > 0) return { problems }
    await writeCycle(client, world.secrets, { districtId, cycleId, input, now: world.now(), isNew: false })
    const before = kept.educators.map(({ id }) => id)
    const isOfOthers = before.toSorted().join() !== educatorIds.toSorted().join()
    const detail = isOfOthers ? { educatorIds } : {}
    await auditCycle(client, { districtId, cycleId }, { action: actionOf(kept, input), detail })
    return { cycleId }
  })
}

function actionOf(kept: LockedCycle, input: CycleInput): string {
  if (kept.endedOn === null && input.endedOn !== null) return 'coaching_cycle.end'
  if (kept.endedOn !== null && input.endedOn === null) return 'coaching_cycle.reopen'
  const moved = JSON.stringify(kept.stays) !== JSON.stringify(input.stays)
  return moved ? 'coaching_cycle.move' : 'coaching_cycle.edit'
}

/** Blank texts are none; what was planned beyond the end is dropped. */
function tidied({ educators, focusId, scaleId, stays, endedOn, ...texts }: CycleInput): CycleInput {
  const [first] = stays
  const kept = endedOn === null || first === undefined ? stays : staysUntil(staysOf(stays), endedOn)
  const bare = educators.map(({ id, ratingStart, ratingEnd }) => ({ id, ratingStart, ratingEnd }))
  return {
    educators: bare,
    focusId,
    scaleId,
    stays: kept.map(({ phaseId, from }) => ({ phaseId, from })),
    endedOn,
    focus: orNone(texts.focus),
    goal: orNone(texts.goal),
  }
}

function orNone(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text
}
