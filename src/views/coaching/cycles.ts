/** Coaching cycles: the list, one of them with its interactions and the time in each phase, and what its coach wrote. */

import type { Grant } from '../../access/grant.ts'
import { type Standing, standingOf, staysOf, type CycleTexts } from '../../coaching/cycle.ts'
import { phaseOfInteraction, phaseOn, sumPhases } from '../../coaching/cycle-phase.ts'
import { districtDay } from '../../coaching/district-day.ts'
import {
  type ChoiceName,
  type CycleInteractionRow,
  type CycleRow,
  type CycleSearch,
  findCycle,
  listCycleCoaches,
  listCycleInteractions,
  listCycles,
  listLooseInteractions,
  openCycleTexts,
} from '../../store/coaching/cycle.ts'
import { requireDistrict } from '../../store/people/district.ts'
import { readTypesOf } from '../../store/coaching/interaction-types.ts'
import type { PageRequest } from '../../store/page.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from './educators.ts'

type Reader = Grant<'view:interaction'>
type Client = Parameters<Parameters<typeof inGrantDirect>[2]>[0]

export interface CycleView extends Omit<CycleRow, 'stays' | 'phases' | 'scale'> {
  /** Where it is today. */
  readonly phase: ChoiceName
  readonly standing: Standing
  readonly dueOn: string | null
}

export interface CycleQuery
  extends PageRequest, Pick<CycleSearch, 'coachId' | 'educatorId' | 'standing' | 'phaseId' | 'focusId' | 'schoolId'> {
  readonly by: 'me' | 'all'
  readonly state: 'open' | 'ended' | 'all'
}

/** One page, the open ones first, then the newest. */
export function viewCycles(world: DomainWorld, grant: Reader, query: CycleQuery): Promise<PageView<CycleView>> {
  const { by, state, page, pageSize } = query
  return inGrantDirect(world, grant, async (client) => {
    // '0' is nobody's id: an administrator who is no person of the roster has no cycles.
    const me = grant.principal.personId ?? '0'
    const isOthers = by === 'me' && query.coachId !== null && query.coachId !== me
    const mine = isOthers ? '0' : me
    const coachId = by === 'me' ? mine : query.coachId
    const isOpen = state === 'all' ? null : state === 'open'
    const clock = await readClock(client, world, grant.principal.districtId)
    const found = await listCycles(client, grant, { ...query, ...clock, coachId, isOpen })
    return { items: found.items.map((row) => presentCycle(row, clock)), total: found.total, page, pageSize }
  })
}

/** Whose cycles the reader may see, by name, with how many are open. */
export function viewCycleCoaches(
  world: DomainWorld,
  grant: Reader,
): Promise<Awaited<ReturnType<typeof listCycleCoaches>>> {
  return inGrantDirect(world, grant, (client) => listCycleCoaches(client, grant))
}

export interface CycleInteractionView extends Omit<CycleInteractionRow, 'typeId' | 'placedIn'> {
  readonly type: ChoiceName
  /** Where it counts. */
  readonly phaseId: string
  /** The coach has put it there, whatever its date. */
  readonly isPlaced: boolean
}

export interface CycleDetail extends CycleView {
  readonly scale: CycleRow['scale']
  readonly phases: CycleRow['phases']
  readonly stays: CycleRow['stays']
  readonly sums: readonly {
    readonly phase: ChoiceName
    readonly days: number
    readonly minutes: number
    readonly interactions: number
  }[]
  readonly entries: readonly CycleInteractionView[]
  /** What its coach wrote, for its coach; null: for nobody else by this way. */
  readonly texts: CycleTexts | null
}

/** The cycle; null where there is none in scope. */
export function viewCycle(world: DomainWorld, grant: Reader, cycleId: string): Promise<CycleDetail | null> {
  const { districtId, personId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const row = await findCycle(client, grant, cycleId)
    if (row === null) return null
    const clock = await readClock(client, world, districtId)
    const types = await readTypesOf(client, world, districtId)
    const rows = await listCycleInteractions(client, { districtId, cycleId }, grant.scope.notAboutId)
    const stays = staysOf(row.stays)
    const { phases, scale, endedOn } = row
    const span = { stays, phaseIds: phases.map(({ id }) => id), endedOn, today: clock.today }
    const isOwn = row.coach.id === personId
    return {
      ...presentCycle(row, clock),
      scale,
      phases,
      stays: row.stays,
      sums: sumPhases(span, rows).map(({ phaseId, ...sum }) => ({ phase: nameIn(phases, phaseId), ...sum })),
      entries: rows.map((one) => presentEntry(one, types, phaseOfInteraction(stays, one))),
      texts: isOwn ? await openCycleTexts(client, world.secrets, { districtId, cycleId }) : null,
    }
  })
}

/** What of the coach's own could be put into the cycle: of another's cycle nothing. Null where there is none in scope. */
export function viewLooseInteractions(
  world: DomainWorld,
  grant: Reader,
  cycleId: string,
): Promise<readonly CycleInteractionView[] | null> {
  const { districtId, personId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const row = await findCycle(client, grant, cycleId)
    if (row === null) return null
    if (personId === null || row.coach.id !== personId) return []
    const types = await readTypesOf(client, world, districtId)
    const rows = await listLooseInteractions(client, { districtId, cycleId, coachId: personId })
    const stays = staysOf(row.stays)
    return rows.map((one) => presentEntry(one, types, phaseOfInteraction(stays, one)))
  })
}

interface Clock {
  readonly today: string
  readonly cadenceDays: number
}

/** The district's today, and how often a cycle expects an interaction. */
export async function readClock(client: Client, world: DomainWorld, districtId: string): Promise<Clock> {
  const { timezone } = await requireDistrict(client, districtId)
  const cadenceDays = Number(await readDistrictRule(client, districtId, 'coachingCadenceDays'))
  return { today: districtDay(world.now(), timezone), cadenceDays }
}

/** The cycle as lists show it. */
export function presentCycle(row: CycleRow, clock: Clock): CycleView {
  const { id, coach, educators, focus, hasTexts, startedOn, endedOn, lastOn, minutes, interactions, version } = row
  const phase = nameIn(row.phases, phaseOn(staysOf(row.stays), endedOn ?? clock.today))
  const said = { id, coach, educators, focus, hasTexts, startedOn, endedOn, lastOn, minutes, interactions, version }
  return { ...said, phase, ...standingOf(row, clock) }
}

function presentEntry(
  { typeId, placedIn, ...row }: CycleInteractionRow,
  types: readonly ChoiceName[],
  phaseId: string,
): CycleInteractionView {
  return { ...row, type: nameIn(types, typeId), phaseId, isPlaced: placedIn !== null }
}

function nameIn(names: readonly ChoiceName[], id: string): ChoiceName {
  return names.find((one) => one.id === id) ?? { id, name: id }
}
