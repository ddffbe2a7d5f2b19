/** Everybody who has, awaits or keeps a product, as one file; named for pages, by our ids for the command line. */

import type pg from 'pg'
import {
  PRODUCT_FILE_HEAD,
  PRODUCT_STATES,
  productFileCells,
  type ProductFileLine,
  type ProductState,
} from '../../seats/product-file.ts'
import { findDistrict } from '../people/district.ts'
import { findProductQueue, type ProductPlace } from './product-students.ts'
import { toldOf } from './seat-people.ts'
import { sql } from '../sql.ts'

type Asked = ProductPlace & {
  /** Null: in whatever state. */
  readonly state: ProductState | null
}

/** All students in reach, those who wait in the order of the queue, the others by date. Null: no such product. */
export async function listProductFile(client: pg.ClientBase, o: Asked): Promise<readonly ProductFileLine[] | null> {
  const states = o.state === null ? PRODUCT_STATES : [o.state]
  const found = await findProductQueue(client, { ...o, states })
  if (found === null) return null
  const { kind, queue } = found
  const { district, schoolIds, classIds } = o.reach
  const values = [o.districtId, district, schoolIds, classIds, kind, o.product, states, queue.personIds]
  const { rows } = await client.query<Omit<ProductFileLine, 'reason'>>(sql('list_product_file'), values)
  const timezone = (await findDistrict(client, o.districtId))?.timezone ?? 'UTC'
  return rows.map((row) => ({ ...row, ...toldOf(queue, row, timezone) }))
}

type ByNumber = Omit<ProductFileLine, 'givenName' | 'familyName'>

/** The same without names, each in words, too, under `head`. Null: no such product. */
export async function listProductsByNumber(
  client: pg.ClientBase,
  o: Asked,
): Promise<{
  readonly head: readonly string[]
  readonly students: readonly { readonly student: ByNumber; readonly cells: readonly string[] }[]
} | null> {
  const lines = await listProductFile(client, o)
  if (lines === null) return null
  const students = lines.map(withoutName).map((student) => ({ student, cells: productFileCells(student) }))
  return { head: PRODUCT_FILE_HEAD, students }
}

function withoutName(line: ProductFileLine): ByNumber {
  const { personId, schools, grades, state, position, reason, byHand, handUntil, rules, sinceOn, untilOn } = line
  return { personId, schools, grades, state, position, reason, byHand, handUntil, rules, sinceOn, untilOn }
}
