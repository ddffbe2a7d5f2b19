/** For an administrator of the district: whose coach is at none of their schools any more, and what was decided about whom. */

import type { Grant } from '../../access/grant.ts'
import {
  type DecidedHandover,
  findDecidedHandover,
  type HandoverRow,
  listDecidedHandovers,
  listHandovers,
} from '../../store/coaching/handover.ts'
import type { PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { readClock } from './cycles.ts'
import type { PageView } from './educators.ts'

type Reader = Grant<'manage:coaching_settings'>

interface ProposalView extends Omit<HandoverRow, 'cycleIds' | 'stepIds' | 'caseloadIds'> {
  /** How many of each are open. */
  readonly cycles: number
  readonly steps: number
  readonly caseloads: number
}

export interface HandoverSearch extends PageRequest {
  /** Parts of names; an empty text: whatever they are. */
  readonly q: string
}

/** One page of what is to be decided, by name. */
export async function viewHandovers(
  world: DomainWorld,
  grant: Reader,
  search: HandoverSearch,
): Promise<PageView<ProposalView>> {
  const { districtId, personId } = grant.principal
  const { q, ...place } = search
  const { items, total } = await inGrantDirect(world, grant, async (client) => {
    const { today } = await readClock(client, world, districtId)
    const of = { districtId, educatorId: null, fromId: null, readerId: personId ?? '0', today, words: wordsOf(q) }
    return listHandovers(client, { ...of, ...place })
  })
  return { items: items.map(present), total, page: search.page, pageSize: search.pageSize }
}

/** One page of what was decided, the latest first. */
export async function viewDecidedHandovers(
  world: DomainWorld,
  grant: Reader,
  search: HandoverSearch,
): Promise<PageView<DecidedHandover>> {
  const { districtId, personId } = grant.principal
  const { q, ...place } = search
  const found = await inGrantDirect(world, grant, (client) =>
    listDecidedHandovers(client, { districtId, readerId: personId ?? '0', words: wordsOf(q), ...place }),
  )
  return { ...found, page: search.page, pageSize: search.pageSize }
}

/** One decision; null: there is none such that the reader may see. */
export function viewHandover(world: DomainWorld, grant: Reader, handoverId: string): Promise<DecidedHandover | null> {
  const { districtId, personId } = grant.principal
  return inGrantDirect(world, grant, (client) =>
    findDecidedHandover(client, { districtId, readerId: personId ?? '0', handoverId }),
  )
}

function present({ cycleIds, stepIds, caseloadIds, ...row }: HandoverRow): ProposalView {
  return { ...row, cycles: cycleIds.length, steps: stepIds.length, caseloads: caseloadIds.length }
}

function wordsOf(q: string): readonly string[] {
  return q.toLowerCase().split(/\s+/).filter(Boolean)
}
