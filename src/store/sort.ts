/** The order of a list: what was asked for, then what it is without, so that no two pages ever overlap. */

import type { PageRequest } from './page.ts'
import { sql } from './sql.ts'

export interface ListOrder {
  /** What may be asked for: by name, expressions over the row, which is called `page`. */
  readonly by: Readonly<Record<string, readonly string[]>>
  /** Of these, those that may be null: they come last, whichever the direction. */
  readonly nullable?: readonly string[]
  /** Unique: it ends with a key. */
  readonly otherwise: string
}

/**
 * The statement with its `{{order}}` filled in.
 * @throws Error where something is asked for that the list doesn't have: routes let only the names of `by` pass
 */
export function sorted(name: string, { sort = [] }: Pick<PageRequest, 'sort'>, order: ListOrder): string {
  const asked = sort.flatMap(({ field, descending }) => {
    const expressions = order.by[field]
    if (expressions === undefined) throw new Error(`The list ${name} is not sorted by ${field}.`)
    const nullsLast = descending && order.nullable?.includes(field) === true ? ' nulls last' : ''
    return expressions.map((each) => `${each}${descending ? ' desc' : ''}${nullsLast}`)
  })
  return sql(name).replaceAll('{{order}}', [...asked, order.otherwise].join(', '))
}
