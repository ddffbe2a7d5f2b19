/** The operator's desk for communities, classes and when these answer surveys: what there is, and nothing of what was answered. */

import { SETTING_KEY } from '../../roster/setting-key.ts'
import { isNameDay, readNameDay } from '../../store/community/survey-names.ts'
import { writeDistrictSetting } from '../../store/people/district.ts'
import { inDistrict } from '../../store/database.ts'
import { summariseClasses, summariseCommunities, summariseCycles } from '../../store/community/summary.ts'
import type { SyncWorld } from '../../sync/world.ts'

type ClassesOf = Parameters<typeof summariseClasses>[2]
type CyclesOf = Omit<Parameters<typeof summariseCycles>[2], 'now'>

/** The day of the year on which it is forgotten who took part in surveys; `set` is audited. Bound to one installation. */
export function bindNameDay({ db, now }: Pick<SyncWorld, 'db' | 'now'>) {
  return {
    isDay: isNameDay,
    show: (districtId: string, instead: string | null) =>
      inDistrict(db, { districtId, actor: 'cli' }, (client) => readNameDay(client, districtId, { instead, at: now() })),
    set: (districtId: string, on: string) =>
      inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
        await writeDistrictSetting(client, { districtId, key: SETTING_KEY.surveyNames, value: { on } })
        return readNameDay(client, districtId, { instead: null, at: now() })
      }),
  }
}

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
