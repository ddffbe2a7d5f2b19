/** What an LMS's gradebook is told of a class's surveys, for whoever leads the class. */

import type { Grant } from '../../access/grant.ts'
import { listLedClasses } from '../../store/community/community.ts'
import {
  type GradebookColumn,
  type GradebookPage,
  listGradebookColumns,
  listGradebookPages,
  readGradebook,
} from '../../store/community/survey-gradebook.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export interface GradebookView {
  /** The district's day; null: it is off. */
  readonly since: string | null
  readonly pages: readonly (GradebookPage & { readonly columns: readonly GradebookColumn[] })[]
}

/** Null: they lead no class of that number. */
export function viewSurveyGradebook(
  world: DomainWorld,
  grant: Grant<'control:all_class_settings'>,
  classId: string,
): Promise<GradebookView | null> {
  return inGrant(world, grant, async (tx) => {
    const [led] = await listLedClasses(tx, grant, classId)
    if (led === undefined) return null
    const place = { districtId: grant.principal.districtId, classId: led.id }
    const since = await readGradebook(tx, place)
    const pages = await listGradebookPages(tx, place)
    const columns = await listGradebookColumns(tx, place)
    return {
      since,
      pages: pages.map((page) => ({ ...page, columns: columns.filter(({ pageId }) => pageId === page.id) })),
    }
  })
}
