/** Why a question set was not kept, retired or made the default, for whoever asked for it. */

import type { SetProblem } from './change-question-sets.ts'

export const SET_REFUSALS: Readonly<Record<Exclude<SetProblem, 'set_unknown'>, string>> = {
  name_differs: 'The file has another name as its “id” than the set it was sent for. Make the two the same.',
  set_shipped: 'This set comes with Staffroom and stays. Make another one the default, and nobody needs to choose it.',
  set_retired: 'This set is retired. Take it back first, or give the file another name.',
  is_default: 'This set is the district’s default. Make another one the default first.',
  sets_too_many: 'A district has up to 50 question sets of its own. Make this file a version of one of them.',
  versions_too_many: 'This set has 100 versions. Give the file another name.',
}
