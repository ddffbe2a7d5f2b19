/** Whom a plan that is not applied would give, keep waiting or cost a seat. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import { listRunSeats, type RunSeatRow, type RunSeatSearch } from '../../store/seats/run-seats.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

/** One page; by their numbers alone to whoever may not see the people of the roster. */
export async function viewRunSeats(
  world: DomainWorld,
  grant: Grant<'view:run_report'>,
  search: RunSeatSearch,
): Promise<PageView<RunSeatRow>> {
  const people = authoriseMine(grant.principal, 'edit:feed_owned_field')
  const { page, pageSize } = search
  const { items, total } = await inGrant(world, grant, (tx) => listRunSeats(tx, grant, people, search))
  return { items, total, page, pageSize }
}
