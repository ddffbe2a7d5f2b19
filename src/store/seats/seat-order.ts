/** By what lists of people with a seat, or of students with a product, are sorted. */

import type { ListOrder } from '../sort.ts'

const nameOf = (part: 'family' | 'given') =>
  `(select lower(coalesce(n.preferred_${part}_name, n.${part}_name)) from person n where n.district_id = $1 and n.id = page.person_id)`

/** Without a wish: those who wait in the order of the queue, the others by when they have to give it back. */
export const SEATS_ORDER: ListOrder = {
  by: {
    name: [nameOf('family'), nameOf('given')],
    state: [`array_position(array['waiting', 'assigned', 'over', 'grace', 'taken_back'], page.state)`],
    since: ['page.since'],
    until: ['page.until'],
  },
  nullable: ['until'],
  otherwise: 'page.position nulls last, page.until nulls last, page.place nulls last, page.person_id',
}
