/** A district with two schools and students of grades, for the tests of products. */

import { expect } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { changeProductStudents, type ProductTarget } from '../../src/store/seats/product-students.ts'
import { deleteProductRule, saveProduct, saveProductRule } from '../../src/store/seats/products.ts'
import type { ProductRule } from '../../src/seats/product.ts'
import { makeDistrict, NOW, type SeatDistrict, shippedKinds } from './seat-district.ts'

export const KIND = 'product-seats:reading'
export const EVERYWHERE = { district: true, schoolIds: [], classIds: [] }
const kinds = shippedKinds()

export interface ProductDistrict extends SeatDistrict {
  /** Our id by sourcedId. */
  readonly idOf: (name: string) => string
  /** The schools' ids: north, south. */
  readonly schools: readonly [string, string]
  give(
    names: readonly string[],
    o?: { readonly back?: true; readonly now?: Date; readonly until?: string },
  ): ReturnType<typeof changeProductStudents>
  /** From now on it is made for these grades, and seats follow. */
  madeFor(grades: readonly string[], now?: Date): Promise<void>
  rule(rule: Partial<ProductRule> & { readonly name: string }): Promise<void>
  dropRule(name: string): Promise<void>
  /** The last entry of somebody's ledger: move and reason. */
  lastOf(name: string): Promise<string>
  as(owner: string): Promise<void>
}

/** Students s1 … sN: the odd ones of grade 04, the others of 05; the first half at the north school. */
export async function makeProductDistrict(
  databases: { readonly owner: Database; readonly db: Database },
  id: string,
  students: number,
): Promise<ProductDistrict> {
  const { owner, db } = databases
  const district = await makeDistrict(owner, db, id)
  const names = Array.from({ length: students }, (_, index) => `s${index + 1}`)
  const people = await district.addPeople(...names)
  const context = { districtId: id, actor: 'test' }
  const asOwner = (text: string, values: readonly unknown[]) =>
    inDistrict(owner, context, (client) => client.query<{ id: string }>(text, [...values]))
  const school = async (name: string): Promise<string> => {
    const { rows } = await asOwner(
      "insert into org (district_id, source_id, sourced_id, name, type) values ($1, 'sis', $2, $2, 'school') returning id",
      [id, name],
    )
    return rows[0]?.id ?? expect.fail('no school')
  }
  const schools = [await school('North'), await school('South')] as const
  await asOwner(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
     select $1, w.id, 'student', 'school', case when w.n * 2 <= $3 + 1 then $4::bigint else $5::bigint end, 'manual'
     from unnest($2::bigint[]) with ordinality w (id, n)`,
    [id, [...people.values()], students, ...schools],
  )
  await asOwner(
    `update person p set grades = case when w.n % 2 = 1 then '{04}'::text[] else '{05}' end
     from unnest($2::bigint[]) with ordinality w (id, n) where p.district_id = $1 and p.id = w.id`,
    [id, [...people.values()]],
  )
  const idOf = (name: string): string => people.get(name) ?? expect.fail(name)
  const cause = { districtId: id, actor: 'cli', now: NOW }
  await district.work((client) =>
    saveProduct(client, cause, { id: 'reading', name: 'Reading', grades: [], category: 'literacy' }),
  )
  return {
    ...district,
    idOf,
    schools,
    give: (who, { back, now = NOW, until = null } = {}) => {
      const to: ProductTarget = { personIds: who.map(idOf) }
      const change = {
        ...cause,
        now,
        product: 'reading',
        reach: EVERYWHERE,
        kinds,
        to,
        give: back === undefined,
        until,
      }
      return district.work((client) => changeProductStudents(client, change))
    },
    async madeFor(grades, now = NOW) {
      const product = { id: 'reading', name: 'Reading', grades, category: 'literacy' }
      await district.work((client) => saveProduct(client, { ...cause, now }, product))
      await district.reconcile(now)
    },
    async rule({ name, position = 1, grades = [], schoolIds = [] }) {
      const rule = { name, position, grades, schoolIds }
      const saved = await district.work((client) => saveProductRule(client, { ...cause, product: 'reading' }, rule))
      expect(saved).toBe(true)
    },
    async dropRule(name) {
      await district.work((client) => deleteProductRule(client, { districtId: id, product: 'reading', name }))
    },
    async lastOf(name) {
      const { rows } = await district.work((client) =>
        client.query<{ move: string; reason: string }>(
          'select move, reason from seat_ledger where district_id = $1 and kind = $2 and person_id = $3 order by seq desc limit 1',
          [id, KIND, idOf(name)],
        ),
      )
      return `${rows[0]?.move} ${rows[0]?.reason}`
    },
    async as(statement) {
      await asOwner(statement, [])
    },
  }
}
