/** The time line of an educator over the school years. */

import { scopeOfColleagues } from '../../access/colleagues.ts'
import type { Grant } from '../../access/grant.ts'
import { schoolYearEnd } from '../../coaching/window.ts'
import { readTypesDirect } from '../../store/coaching/coaching-figures.ts'
import type { PageRequest, PersonRow } from '../../store/page.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import {
  findEducatorInScope,
  listSchoolYears,
  readTimeline,
  type YearPlace,
  type YearSums,
} from '../../store/coaching/timeline.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from './educators.ts'
import type { InteractionView } from './interactions.ts'
import { presentInteraction } from './interactions.ts'
import { yearOf } from './report-reach.ts'

export interface TimelineView extends PageView<InteractionView> {
  readonly educator: PersonRow
  readonly lastContactOn: string | null
  readonly openSteps: number
  /** The newest first. */
  readonly years: readonly (YearSums & { readonly to: string; readonly places: readonly YearPlace[] })[]
}

/** Null where the reader doesn't work with them and hasn't, and of the reader themself. */
export function viewTimeline(
  world: DomainWorld,
  grants: { readonly records: Grant<'view:interaction'>; readonly schools: Grant<'use:educator_database'> },
  asked: PageRequest & { readonly educatorId: string; readonly by: 'me' | 'all' },
): Promise<TimelineView | null> {
  const { districtId } = grants.records.principal
  return inGrantDirect(world, grants.records, async (client) => {
    const educator = await findEducatorInScope(client, grants, asked.educatorId)
    if (educator === null) return null
    const startMonth = Number(await readDistrictRule(client, districtId, 'schoolYearStartMonth'))
    const seeEachOther = await readDistrictRule(client, districtId, 'coachesSeeEachOther')
    const colleagues = scopeOfColleagues(grants.records, seeEachOther)
    const whose = { isOwn: asked.by === 'me', colleagues }
    const found = await readTimeline(client, grants.records, {
      ...asked,
      educatorId: educator.id,
      startMonth,
      ...whose,
    })
    const { today } = await yearOf(world, client, districtId)
    const worked = await listSchoolYears(client, grants.schools, { educatorId: educator.id, startMonth, today })
    const types = await readTypesDirect(client, world, districtId)
    const { page, pageSize } = asked
    return {
      ...found,
      educator,
      page,
      pageSize,
      items: found.items.map((row) => presentInteraction(row, types)),
      years: joined(found.years, worked).map((year) => ({ ...year, to: schoolYearEnd(year.from, startMonth) })),
    }
  })
}

/** Every year that either knows of, the newest first. */
function joined(
  sums: readonly YearSums[],
  worked: readonly { readonly from: string; readonly places: readonly YearPlace[] }[],
): readonly (YearSums & { readonly places: readonly YearPlace[] })[] {
  const years = [...new Set([...sums, ...worked].map(({ from }) => from))].toSorted((a, b) => b.localeCompare(a))
  return years.map((from) => ({
    ...(sums.find((one) => one.from === from) ?? { from, interactions: 0, minutes: 0, lastContactOn: null }),
    places: worked.find((one) => one.from === from)?.places ?? [],
  }))
}
