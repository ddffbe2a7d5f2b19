/** What waits for a coach today: cycles and next steps that are due, and whom they have not seen lately. */

import { authorise } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import { DUE_SOON_DAYS } from '../../coaching/cycle.ts'
import { addDays } from '../../coaching/cycle-phase.ts'
import { hasCaseload } from '../../store/coaching/caseload.ts'
import { ANY_CYCLE, listCycles } from '../../store/coaching/cycle.ts'
import { type HandedStep, listHandedSteps, listNewHandovers, type NewHandover } from '../../store/coaching/handover.ts'
import { listNextSteps, type NextStepRow } from '../../store/coaching/next-steps.ts'
import { listUnseen, type UnseenRow } from '../../store/coaching/unseen.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { Page, PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { type CycleView, presentCycle, readClock } from './cycles.ts'
import type { PageView } from './educators.ts'
import { yearOf } from './report-reach.ts'

export interface Today {
  readonly cadenceDays: number
  /** Due or overdue, what has waited longest first. */
  readonly cycles: readonly CycleView[]
  /** How many of my cycles are open. */
  readonly open: number
  /** Due within three days, or since long: the first of them. */
  readonly steps: readonly NextStepRow[]
  readonly stepsTotal: number
  /** Of educators whom I took over: due like mine, or undated: the first of them. */
  readonly handedSteps: readonly HandedStep[]
  readonly handedStepsTotal: number
  /** Whom I took over or gave away in two weeks. */
  readonly handovers: readonly NewHandover[]
  readonly unseen: readonly UnseenRow[]
  readonly unseenTotal: number
  /** Whether `unseen` is of the coach's caseloads alone: they have one in use. */
  readonly unseenOfCaseload: boolean
}

/** More open cycles than this no coach has. */
const OPEN_MAX = 200
const UNSEEN_SHOWN = 8
const STEPS_SHOWN = 12
const HANDOVERS_SHOWN = 20
const HANDOVERS_MS = 14 * 86_400_000

/** One page of my next steps that are open: those that Today begins with, or all, also undated ones. */
export function viewNextSteps(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  query: PageRequest & { readonly when: 'waiting' | 'open' },
): Promise<PageView<NextStepRow>> {
  return inSteps(world, grant, query, (client, of) =>
    listNextSteps(client, world.secrets, { ...of, by: query.when === 'open' ? null : of.by }),
  )
}

/** One page of the next steps that came with educators whom I took over, as Today begins with them. */
export function viewHandedSteps(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  query: PageRequest,
): Promise<PageView<HandedStep>> {
  return inSteps(world, grant, query, listHandedSteps)
}

async function inSteps<Row>(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  { page, pageSize }: PageRequest,
  list: (
    client: DistrictClient,
    of: PageRequest & { readonly districtId: string; readonly coachId: string; readonly by: string },
  ) => Promise<Page<Row>>,
): Promise<PageView<Row>> {
  const { districtId, personId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const { today } = await readClock(client, world, districtId)
    const by = addDays(today, DUE_SOON_DAYS)
    const found = await list(client, { districtId, coachId: personId ?? '0', by, page, pageSize })
    return { ...found, page, pageSize }
  })
}

/** For the coach of the grant; whoever is no person of the roster has nothing to do. */
export function viewToday(world: DomainWorld, grant: Grant<'create:interaction'>): Promise<Today> {
  const { districtId, personId } = grant.principal
  const coachId = personId ?? '0'
  const reads = authorise(grant.principal, 'view:interaction')
  return inGrantDirect(world, grant, async (client) => {
    const clock = await readClock(client, world, districtId)
    const search = { ...ANY_CYCLE, ...clock, coachId, isOpen: true, page: 1, pageSize: OPEN_MAX }
    const { items, total } = await listCycles(client, reads, search)
    const before = addDays(clock.today, -clock.cadenceDays)
    const day = await yearOf(world, client, districtId)
    const caseload = await hasCaseload(client, districtId, coachId)
    const unseen = await listUnseen(client, grant, { coachId, before, limit: UNSEEN_SHOWN, caseload, day })
    const by = addDays(clock.today, DUE_SOON_DAYS)
    const first = { districtId, coachId, by, page: 1, pageSize: STEPS_SHOWN }
    const steps = await listNextSteps(client, world.secrets, first)
    const handedSteps = await listHandedSteps(client, first)
    const since = new Date(world.now().getTime() - HANDOVERS_MS)
    const handovers = await listNewHandovers(client, { districtId, coachId, since, limit: HANDOVERS_SHOWN })
    const waiting = items
      .map((row) => presentCycle(row, clock))
      .filter(({ standing }) => standing === 'due' || standing === 'overdue')
    return {
      cadenceDays: clock.cadenceDays,
      cycles: waiting.toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '')),
      open: total,
      steps: steps.items,
      stepsTotal: steps.total,
      handedSteps: handedSteps.items,
      handedStepsTotal: handedSteps.total,
      handovers,
      unseen: unseen.items,
      unseenTotal: unseen.total,
      unseenOfCaseload: caseload,
    }
  })
}
