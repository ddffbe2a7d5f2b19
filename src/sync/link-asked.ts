/** What pages have asked for: people made one or two again, each in its own transaction and in the name of who asked. */

import { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import { listAskedLinks, refuseAskedLink } from '../store/sync/match-proposals.ts'
import { type AskedMerge, listAskedMerges, refuseMerge } from '../store/sync/merge-undo.ts'
import { type LinkWorld, linkPeople } from './link-people.ts'
import { partMerged } from './part-people.ts'

/** In one go; the rest follows at once. */
const AT_ONCE = 50

/**
 * Links what was asked for in one district. What can't be linked waits for somebody again, with the reason. A worker that
 * dies in between leaves the rest to another: a pair is linked, and no longer asked for, in one transaction.
 * @returns how many were linked and refused, and whether there is more to do
 */
export async function linkAsked(
  world: LinkWorld,
  districtId: string,
): Promise<{ readonly linked: number; readonly refused: number; readonly more: boolean }> {
  const context = { districtId, actor: 'system' }
  const asked = await inDistrict(world.db, context, (client) => listAskedLinks(client, districtId, AT_ONCE))
  let linked = 0
  for (const { id, by, mayRaise, personId, otherId } of asked) {
    try {
      await linkPeople(world, { districtId, personId, otherId, by, mayRaise })
      linked += 1
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'LINK_REFUSED') throw error
      const says = error.message
      await inDistrict(world.db, { districtId, actor: by }, (client) =>
        refuseAskedLink(client, { districtId, id, says }),
      )
    }
  }
  return { linked, refused: asked.length - linked, more: asked.length === AT_ONCE }
}

/**
 * Merges whom pages have asked to be merged, and takes back what they have asked to be taken back; what can't be is answered
 * with the reason. While a sync is under way nothing is taken back.
 * @returns how many were done and refused, and whether some wait
 */
export async function mergeAsked(
  world: LinkWorld,
  districtId: string,
): Promise<{ readonly done: number; readonly refused: number; readonly waits: boolean }> {
  const context = { districtId, actor: 'system' }
  const asked = await inDistrict(world.db, context, (client) => listAskedMerges(client, districtId, AT_ONCE))
  const outcomes: Outcome[] = []
  for (const merge of asked) outcomes.push(await doAsked(world, districtId, merge))
  const count = (one: Outcome): number => outcomes.filter((outcome) => outcome === one).length
  return { done: count('done'), refused: count('refused'), waits: count('waits') > 0 || asked.length === AT_ONCE }
}

type Outcome = 'done' | 'refused' | 'waits'

async function doAsked(world: LinkWorld, districtId: string, merge: AskedMerge): Promise<Outcome> {
  const { id, state, by, mayRaise, personId, otherId } = merge
  try {
    if (state === 'asked') await linkPeople(world, { districtId, personId, otherId, by, mayRaise, mergeId: id })
    else await partMerged(world, { districtId, mergeId: id, by })
    return 'done'
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (error.code === 'PART_BUSY') return 'waits'
    if (error.code !== 'LINK_REFUSED' && error.code !== 'PART_REFUSED') throw error
    const says = error.message
    await inDistrict(world.db, { districtId, actor: by }, (client) => refuseMerge(client, { districtId, id, says }))
    return 'refused'
  }
}
