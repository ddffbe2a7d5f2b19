/** How coaching cycles stand, by coach, school or focus, for those who may see reports. */

import type { Principal } from '../../access/principal.ts'
import { type CycleKey, type CycleSums, progressOf } from '../../coaching/cycle-progress.ts'
import { readCoachingLists } from '../../store/coaching/coaching-choice.ts'
import { listCycleFacts, readNames } from '../../store/coaching/cycle-progress.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { SchoolRow } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import { readClock } from './cycles.ts'
import { cutToPeople, type OfCaseload, reachOf, type Whose, yearOf } from './report-reach.ts'

export interface CycleProgressQuery {
  readonly whose: Whose
  readonly by: CycleKey
  /** Days; null: the school year so far. */
  readonly from: string | null
  readonly to: string | null
  readonly schoolId: string | null
  readonly groupId: string | null
  readonly grade: string | null
  readonly coachId: string | null
  readonly caseload: OfCaseload
}

export interface CycleProgressView {
  readonly by: CycleKey
  readonly from: string
  readonly to: string
  readonly today: string
  readonly cadenceDays: number
  /** Of the rows below, in the order of the district's model. */
  readonly phases: readonly SchoolRow[]
  readonly rows: readonly (CycleSums & { readonly key: string; readonly name: string })[]
  readonly total: CycleSums
  readonly scales: readonly {
    readonly id: string
    readonly name: string
    /** From the lowest: how often each was given. */
    readonly levels: readonly { readonly name: string; readonly start: number; readonly end: number }[]
  }[]
}

/** Null: no such school in reach. Throws `Refusal` where others' work is not open to them. */
export function viewCycleProgress(
  world: DomainWorld,
  principal: Principal,
  query: CycleProgressQuery,
): Promise<CycleProgressView | null> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const open = await reachOf(client, principal, query)
    if (open === null) return null
    const year = await yearOf(world, client, districtId)
    const reach = await cutToPeople(client, open, { ...query, today: year.today, yearFrom: year.from })
    const [from, to] = [query.from ?? year.from, query.to ?? year.today]
    const clock = await readClock(client, world, districtId)
    const lists = await readCoachingLists(client, districtId)
    const cycles = await listCycleFacts(client, reach, { from, to, by: query.by })
    const { rows, total, levels } = progressOf(cycles, query.by, clock)
    const keys = rows.map(({ key }) => key).filter((key) => key !== '')
    const names = await namesOf(client, { districtId, by: query.by, keys, focuses: lists.focuses.items })
    return {
      ...clock,
      by: query.by,
      from,
      to,
      phases: lists.phases.items
        .filter(({ id }) => total.phases[id] !== undefined)
        .map(({ id, name }) => ({ id, name })),
      rows: rows.map((row) => ({ ...row, name: names.get(row.key) ?? '' })),
      total,
      scales: lists.scales.items.flatMap((scale) => {
        const given = levels.filter(({ scaleId }) => scaleId === scale.id)
        if (given.length === 0) return []
        const of = (level: number) => given.find((one) => one.level === level)
        return [
          {
            id: scale.id,
            name: scale.name,
            levels: scale.levels.map((name, at) => ({
              name,
              start: of(at + 1)?.start ?? 0,
              end: of(at + 1)?.end ?? 0,
            })),
          },
        ]
      }),
    }
  })
}

function namesOf(
  client: DistrictClient,
  o: {
    readonly districtId: string
    readonly by: CycleKey
    readonly keys: readonly string[]
    readonly focuses: readonly SchoolRow[]
  },
): Promise<ReadonlyMap<string, string>> {
  if (o.by === 'focus') return Promise.resolve(new Map(o.focuses.map(({ id, name }) => [id, name])))
  return readNames(client, o.districtId, o.by === 'coach' ? 'coaches' : 'schools', o.keys)
}
