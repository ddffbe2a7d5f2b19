/** The operator's desk for communities, classes and when these answer surveys: what there is, and nothing of what was answered. */

import { inDistrict } from '../../store/database.ts'
import { summariseClasses, summariseCommunities, summariseCycles } from '../../store/community/summary.ts'
import type { SyncWorld } from '../../sync/world.ts'

type ClassesOf = Parameters<typeof summariseClasses>[2]
type CyclesOf = Omit<Parameters<typeof summariseCycles>[2], 'now'>

/** Bound to one installation. */
export function bindCommunities({ db, now }: SyncWorld) {
  return {
    list: (districtId: string, id: string | null) =>
      inDistrict(db, { districtId, actor: 'cli' }, (client) => summariseCommunities(client, districtId, id)),
    classes: (districtId: string, of: ClassesOf) =>
      inDistrict(db, { districtId, actor: 'cli' }, (client) => summariseClasses(client, districtId, of)),
    cycles: (districtId: string, of: CyclesOf) =>
      inDistrict(db, { districtId, actor: 'cli' }, (client) =>
        summariseCycles(client, districtId, { ...of, now: now() }),
      ),
  }
}
