/** The notices that the fake backend has, but for those that were put away. */

import type { AnswerOf } from '../../src/ui/operations.ts'
import * as given from './district.ts'
import type { Persona } from './personas.ts'

interface PutAway {
  readonly dismissed: ReadonlySet<string>
}

/** A new district has none. */
export function noticesOf(who: Persona, backend: PutAway): AnswerOf<'GET /api/v1/notices'> {
  return { notices: who === 'admin-new' ? [] : given.notices.filter(({ id }) => !backend.dismissed.has(id)) }
}
