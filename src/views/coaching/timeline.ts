/** The time line of an educator over the school years. */

import type { Grant } from '../../access/grant.ts'
import { schoolYearEnd } from '../../coaching/window.ts'
import { readTypesDirect } from '../../store/coaching/coaching-figures.ts'
import type { PageRequest, PersonRow } from '../../store/page.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import { findEducatorInScope, readTimeline } from '../../store/coaching/timeline.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from './educators.ts'
import type { InteractionView } from './interactions.ts'
import { presentInteraction } from './interactions.ts'

export interface TimelineView extends PageView<InteractionView> {
  readonly educator: PersonRow
  readonly lastContactOn: string | null
  readonly openSteps: number
  readonly years: readonly {
    readonly from: string
    readonly to: string
    readonly interactions: number
    readonly minutes: number
  }[]
}

/** Null where the reader doesn't work with them and hasn't, and of the reader themself. */
export function viewTimeline(
  world: DomainWorld,
  grants: { readonly records: Grant<'view:interaction'>; readonly schools: Grant<'use:educator_database'> },
  asked: PageRequest & { readonly educatorId: string },
): Promise<TimelineView | null> {
  const { districtId } = grants.records.principal
  return inGrantDirect(world, grants.records, async (client) => {
    const educator = await findEducatorInScope(client, grants, asked.educatorId)
    if (educator === null) return null
    const startMonth = Number(await readDistrictRule(client, districtId, 'schoolYearStartMonth'))
    const found = await readTimeline(client, grants.records, { ...asked, educatorId: educator.id, startMonth })
    const types = await readTypesDirect(client, world, districtId)
    const { page, pageSize } = asked
    return {
      ...found,
      educator,
      page,
      pageSize,
      items: found.items.map((row) => presentInteraction(row, types)),
      years: found.years.map((year) => ({ ...year, to: schoolYearEnd(year.from, startMonth) })),
    }
  })
}
