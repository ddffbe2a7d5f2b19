/** For an administrator of the district: whose coach is at none of their schools any more, and what was decided about whom. */

import type { Grant } from '../../access/grant.ts'
import {
  type DecidedHandover,
  type HandoverRow,
  listDecidedHandovers,
  listHandovers,
} from '../../store/coaching/handover.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { readClock } from './cycles.ts'

type Reader = Grant<'manage:coaching_settings'>

interface ProposalView extends Omit<HandoverRow, 'cycleIds' | 'stepIds' | 'caseloadIds'> {
  /** How many of each are open. */
  readonly cycles: number
  readonly steps: number
  readonly caseloads: number
}

interface HandoversView {
  /** By name, as many as one page shows. */
  readonly proposals: readonly ProposalView[]
  readonly total: number
  /** The latest decisions. */
  readonly decided: readonly DecidedHandover[]
}

const PROPOSALS_SHOWN = 200
const DECIDED_SHOWN = 50

/** What is to be decided, and the latest decisions. */
export function viewHandovers(world: DomainWorld, grant: Reader): Promise<HandoversView> {
  const { districtId, personId } = grant.principal
  const readerId = personId ?? '0'
  return inGrantDirect(world, grant, async (client) => {
    const { today } = await readClock(client, world, districtId)
    const asked = { districtId, educatorId: null, fromId: null, readerId, today, limit: PROPOSALS_SHOWN }
    const { items, total } = await listHandovers(client, asked)
    const decided = await listDecidedHandovers(client, { districtId, readerId, handoverId: null, limit: DECIDED_SHOWN })
    return { proposals: items.map(present), total, decided }
  })
}

/** One decision; null: there is none such that the reader may see. */
export function viewHandover(world: DomainWorld, grant: Reader, handoverId: string): Promise<DecidedHandover | null> {
  const { districtId, personId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const asked = { districtId, readerId: personId ?? '0', handoverId, limit: 1 }
    const [found] = await listDecidedHandovers(client, asked)
    return found ?? null
  })
}

function present({ cycleIds, stepIds, caseloadIds, ...row }: HandoverRow): ProposalView {
  return { ...row, cycles: cycleIds.length, steps: stepIds.length, caseloads: caseloadIds.length }
}
