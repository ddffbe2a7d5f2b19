/** Somebody asks for two educators to be made one, or for that to be taken back; the worker does it within seconds. */

import type { Grant } from '../../access/grant.ts'
import { isOneself } from '../../access/principal.ts'
import { askMerge, askMergeUndo, isMergeKnown, readMergeSight } from '../../store/people/person-merge.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

type MergeProblem = 'person_unknown' | 'own_record' | 'not_educator' | 'merge_decided' | 'merge_unknown'

export type MergeOutcome = { readonly mergeId: string } | { readonly problem: MergeProblem }

type Merging = Grant<'merge:educator'>

/**
 * Asks for it; `mayRaise`: they may give somebody a role that manages others. Nobody merges their own record. Whatever else stands against it the worker
 * says when it looks, under its locks.
 */
export function askPersonMerge(
  world: DomainWorld,
  grant: Merging,
  asked: { readonly stays: string; readonly goes: string; readonly mayRaise: boolean },
): Promise<MergeOutcome> {
  const pair = { districtId: grant.principal.districtId, personId: asked.stays, otherId: asked.goes }
  if (isOneself(grant.principal, [asked.stays, asked.goes])) return Promise.resolve({ problem: 'own_record' })
  return inGrantDirect(world, grant, async (client): Promise<MergeOutcome> => {
    const sight = await readMergeSight(client, pair, null)
    if (sight === null) return { problem: 'person_unknown' }
    if (sight.isOther) return { problem: 'not_educator' }
    const mergeId = await askMerge(client, pair, { mayRaise: asked.mayRaise, now: world.now() })
    return mergeId === null ? { problem: 'merge_decided' } : { mergeId }
  })
}

/** Asks for a merge to be taken back. */
export function askPersonMergeUndo(world: DomainWorld, grant: Merging, mergeId: string): Promise<MergeOutcome> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client): Promise<MergeOutcome> => {
    if (!(await isMergeKnown(client, districtId, mergeId))) return { problem: 'merge_unknown' }
    const isAsked = await askMergeUndo(client, { districtId, mergeId, now: world.now() })
    return isAsked ? { mergeId } : { problem: 'merge_decided' }
  })
}
