/** What a plan leaves of the students whom it touches, and which of them would need a seat of a product. */

import type pg from 'pg'
import type { PlannedPerson } from '../../seats/counts.ts'
import { spellGrades } from '../../seats/grade.ts'
import { handOn, type ProductStudent, type ProductTerms, productLeaveReason, productRank } from '../../seats/product.ts'
import { listProductRules, readMadeFor } from './products.ts'
import { sql } from '../sql.ts'

/** A student, or somebody who is one no more, once the plan is applied. */
export interface PlannedStudent extends Pick<ProductStudent, 'grades' | 'schoolIds'> {
  /** Our id; of somebody new a name that can't be one: `new:<sourcedId>`. */
  readonly personKey: string
  readonly isStudent: boolean
}

/** Those whom the change tables of this connection touch. */
export async function findPlannedStudents(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly sourceId: string },
): Promise<readonly PlannedStudent[]> {
  const { rows } = await client.query<{
    person_key: string
    is_student: boolean
    school_ids: readonly string[]
    grades: readonly string[]
  }>(sql('find_planned_students'), [o.districtId, o.sourceId, ['student']])
  return rows.map(({ person_key: personKey, is_student: isStudent, school_ids: schoolIds, grades }) => ({
    personKey,
    isStudent,
    schoolIds,
    grades,
  }))
}

/**
 * Of one product: by person key, the place among those who come at once, or why the seat is needed no more. `holders`: who has a
 * seat that they needed until now, by id.
 */
export async function rankPlanned(
  client: pg.ClientBase,
  place: {
    readonly districtId: string
    readonly product: string
    readonly today: string
    readonly holders: ReadonlySet<string>
  },
  students: readonly PlannedStudent[],
): Promise<ReadonlyMap<string, Pick<PlannedPerson, 'rank' | 'leaves'>>> {
  const ids = students.map(({ personKey }) => personKey).filter((key) => /^\d+$/.test(key))
  const { hands, ...terms } = await readProductFacts(client, place, ids)
  return new Map(
    students.map(({ personKey, isStudent, grades, schoolIds }) => {
      const hand = hands.get(personKey)
      const byHand = hand === undefined ? null : handOn(hand, place.today)
      if (!isStudent) return [personKey, { rank: null, leaves: 'role_lost' }] as const
      const rank = productRank({ grades, schoolIds, byHand, holds: place.holders.has(personKey) }, terms)
      return [personKey, { rank, leaves: productLeaveReason({ byHand, grades }, terms) }] as const
    }),
  )
}

/** What somebody did by hand; until when they have it, `YYYY-MM-DD`, where that was said. */
export type KnownHand = Parameters<typeof handOn>[0]

export interface ProductFacts extends ProductTerms {
  /** By person id. */
  readonly hands: ReadonlyMap<string, KnownHand>
}

/** What the need of these people for a product follows from, beside what they are. */
export async function readProductFacts(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly product: string },
  personIds: readonly string[],
): Promise<ProductFacts> {
  const terms = { madeFor: await readMadeFor(client, place), rules: await readRules(client, place) }
  return { ...terms, hands: await readHands(client, place, personIds) }
}

async function readRules(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly product: string },
): Promise<ProductTerms['rules']> {
  const rules = await listProductRules(client, place)
  return rules.map(({ name, position, grades, schools }) => ({
    name,
    position,
    grades: spellGrades(grades),
    schoolIds: schools.map(({ id }) => id),
  }))
}

/** What hands did of a product to these people, by person id; of nobody else anything. */
export async function readHands(
  client: pg.ClientBase,
  { districtId, product }: { readonly districtId: string; readonly product: string },
  ids: readonly string[],
): Promise<ProductFacts['hands']> {
  if (ids.length === 0) return new Map()
  const values = [districtId, product, ids]
  const { rows } = await client.query<KnownHand & { personId: string }>(sql('list_product_hands'), values)
  return new Map(rows.map(({ personId, ...hand }) => [personId, hand] as const))
}
