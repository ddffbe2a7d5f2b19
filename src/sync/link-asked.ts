/** What pages have asked for: proposed pairs of people made one, each in its own transaction and in the name of who asked. */

import { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import { listAskedLinks, refuseAskedLink } from '../store/sync/match-proposals.ts'
import { type LinkWorld, linkPeople } from './link-people.ts'

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
