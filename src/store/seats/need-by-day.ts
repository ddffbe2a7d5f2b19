/** Who needs a seat on a day to come, as far as the roster says it: by the roles that begin and end, and of a product by its rules. */

import type pg from 'pg'
import type { OrgTree } from '../../roster/org-tree.ts'
import { type CompiledRoleMap, mapRoles } from '../../roster/role-map.ts'
import { addDays, type SeatNeed } from '../../seats/forecast.ts'
import { roleRank, type SeatKind } from '../../seats/kind.ts'
import { handOn, productRank } from '../../seats/product.ts'
import { holdersOf } from '../../seats/seat.ts'
import type { KnownPerson } from '../sync/person-records.ts'
import { type KnownHand, readProductFacts } from './planned-students.ts'
import { readSeats } from './seat-rows.ts'
import { sql } from '../sql.ts'

export interface NeedByDay {
  /** How somebody, by all their records, needs a seat on a day (`YYYY-MM-DD`); null: they need none. */
  readonly needOn: (records: readonly KnownPerson[], day: string) => Omit<SeatNeed, 'since'> | null
  /** The days from which on somebody needs it otherwise, beside those of their roles. */
  readonly turnsOf: (personId: string) => readonly string[]
}

interface Roster {
  readonly map: CompiledRoleMap
  readonly trees: ReadonlyMap<string, OrgTree>
}

/** Of one kind. In the district's transaction. */
export async function readNeedByDay(
  client: pg.ClientBase,
  o: Roster & {
    readonly districtId: string
    readonly kind: SeatKind
    readonly personIds: readonly string[]
  },
): Promise<NeedByDay> {
  const { kind, districtId, personIds } = o
  const schoolOf = await readSchools(client, districtId)
  const heldOn = (records: readonly KnownPerson[], day: string) => {
    const held = grantsOn(o, records, day).filter(({ role }) => roleRank(kind, role) >= 0)
    const schoolIds = held.flatMap(({ sourceId, school }) => schoolOf(sourceId, school) ?? [])
    return {
      ranks: held.map(({ role }) => roleRank(kind, role)),
      schoolIds: [...new Set(schoolIds)],
    }
  }
  if (kind.product === undefined)
    return {
      needOn: (records, day) => {
        const { ranks, schoolIds } = heldOn(records, day)
        return ranks.length === 0 ? null : { rank: Math.min(...ranks), schoolIds }
      },
      turnsOf: () => [],
    }
  const { hands, ...terms } = await readProductFacts(client, { districtId, product: kind.product }, personIds)
  const holders = holdersOf(await readSeats(client, { districtId, kind: kind.id }, personIds))
  return {
    needOn: (records, day) => {
      const { ranks, schoolIds } = heldOn(records, day)
      const [first] = records
      if (ranks.length === 0 || first === undefined) return null
      const hand = hands.get(first.personId)
      const byHand = hand === undefined ? null : handOn(hand, day)
      const rank = productRank(
        { grades: first.person.grades, schoolIds, byHand, holds: holders.has(first.personId) },
        terms,
      )
      return rank === null ? null : { rank, schoolIds }
    },
    turnsOf: (personId) => dayAfter(hands.get(personId)),
  }
}

function dayAfter(hand: KnownHand | undefined): readonly string[] {
  return hand?.untilOn === null || hand?.untilOn === undefined ? [] : [addDays(hand.untilOn, 1)]
}

function grantsOn({ map, trees }: Roster, records: readonly KnownPerson[], day: string) {
  return records.flatMap(({ sourceId, person }) =>
    mapRoles(map, person, trees.get(sourceId) ?? new Map(), day).grants.map(({ role, scopeSourcedId: school }) => ({
      role,
      sourceId,
      school,
    })),
  )
}

/** Our id of a school that a source names; one that it borrows is another source's. */
async function readSchools(
  client: pg.ClientBase,
  districtId: string,
): Promise<(sourceId: string, sourcedId: string | null) => string | undefined> {
  const { rows } = await client.query<{ sourceId: string; sourcedId: string; id: string }>(sql('list_org_numbers'), [
    districtId,
  ])
  const own = new Map(rows.map(({ sourceId, sourcedId, id }) => [JSON.stringify([sourceId, sourcedId]), id]))
  const any = new Map(rows.map(({ sourcedId, id }) => [sourcedId, id]))
  return (sourceId, sourcedId) =>
    sourcedId === null ? undefined : (own.get(JSON.stringify([sourceId, sourcedId])) ?? any.get(sourcedId))
}
