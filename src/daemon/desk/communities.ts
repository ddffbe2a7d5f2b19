/** The operator's desk for communities and classes: what there is. Nothing of surveys and reports. */

import { inDistrict } from '../../store/database.ts'
import { summariseClasses, summariseCommunities } from '../../store/community/summary.ts'
import type { SyncWorld } from '../../sync/world.ts'

type ClassesOf = Parameters<typeof summariseClasses>[2]

/** Bound to one installation. */
export function bindCommunities({ db }: SyncWorld) {
  return {
    list: (districtId: string, id: string | null) =>
      inDistrict(db, { districtId, actor: 'cli' }, (client) => summariseCommunities(client, districtId, id)),
    classes: (districtId: string, of: ClassesOf) =>
      inDistrict(db, { districtId, actor: 'cli' }, (client) => summariseClasses(client, districtId, of)),
  }
}
