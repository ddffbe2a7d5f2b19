/** A question set of a district's own, under a name that no other district has. */

import { addSetRevision } from '../../src/store/community/question-set.ts'
import { inDistrictPrisma } from '../../src/store/database.ts'
import { LUNCH } from '../support/own-question-set.ts'
import { NOW, type TestApp } from './test-app.ts'

/** Its name. */
export async function plantQuestionSet(app: TestApp, districtId: string): Promise<string> {
  const set = { ...LUNCH, id: `set-of-${districtId}` }
  await inDistrictPrisma(app.world.database, { districtId, actor: 'test' }, (tx) =>
    addSetRevision(tx, districtId, { set, now: new Date(NOW) }),
  )
  return set.id
}
