/** Question sets for the fake backend: the one that comes with Staffroom, and what was added here. */

import type {
  QuestionSetAsked,
  QuestionSetChecked,
  QuestionSetKept,
  QuestionSetLine,
  QuestionSets,
  QuestionSetShown,
} from '../../src/http/contract/question-sets.ts'
import { readOwnQuestionSet } from '../../src/community/own-question-set.ts'
import type { QuestionSet } from '../../src/community/question-set.ts'
import { questionsOf } from '../../src/views/community/surveys.ts'
import { SET } from '../support/question-sets.ts'
import { found as orMissing, Refused } from './fake-answers.ts'

interface Asked {
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

/** Sets that were added here, with their version; the first name is the default. */
let own: { readonly set: QuestionSet; version: number; retiredAt: string | null }[] = []
let chosen = SET.id

const known = () => [{ set: SET, version: null, retiredAt: null }, ...own]
const lineOf = ({ set, version, retiredAt }: ReturnType<typeof known>[number]): QuestionSetLine => ({
  id: set.id,
  title: set.title,
  says: set.says,
  minutes: set.minutes,
  languages: set.languages,
  origin: version === null ? 'staffroom' : 'own',
  version,
  retiredAt,
  isDefault: set.id === chosen,
  questions: set.questions.length,
  uses: version === null ? { planned: 3, begun: 12, communities: 1 } : { planned: 0, begun: 0, communities: 0 },
})
const read = (file: unknown) => readOwnQuestionSet(file, [SET.id])
const of = (id = '') => orMissing(known().find(({ set }) => set.id === id))
const asked = ({ params }: Asked): QuestionSetAsked => {
  const { set, retiredAt } = of(params['setName'])
  const { id, title, says, minutes, languages } = set
  return { id, title, says, minutes, languages, questions: questionsOf(set), retired: retiredAt !== null }
}

export const questionSetHandlers = {
  'GET /api/v1/question-sets': (): QuestionSets => ({
    sets: known()
      .map(lineOf)
      .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)),
  }),
  'GET /api/v1/question-sets/{setName}': ({ params }: Asked): QuestionSetShown => {
    const one = of(params['setName'])
    const { id, title, says, minutes, languages, origin } = lineOf(one)
    const day = { appliesFrom: '2026-11-20', addedAt: '2026-11-20T15:00:00Z' }
    const versions = one.version === null ? [] : [{ version: one.version, ...day }]
    const shown = { id, title, says, minutes, languages, origin, retiredAt: one.retiredAt, versions }
    return { ...shown, questions: questionsOf(one.set), file: one.set }
  },
  'GET /api/v1/classes/{classId}/question-sets/{setName}': asked,
  'GET /api/v1/communities/{communityId}/question-sets/{setName}': asked,
  'POST /api/v1/question-sets/check': ({ body }: Asked): QuestionSetChecked => {
    const given = read(body['file'])
    if ('faults' in given) return { faults: [...given.faults], found: null }
    const { set } = given
    const { id, title, says, minutes, languages } = set
    const version = (own.find((one) => one.set.id === id)?.version ?? 0) + 1
    const shown = { id, title, says, minutes, languages, origin: 'own' as const, questions: questionsOf(set) }
    return { faults: [], found: { ...shown, version, changes: [] } }
  },
  'PUT /api/v1/question-sets/{setName}': ({ body }: Asked): QuestionSetKept => {
    const given = read(body['file'])
    if ('faults' in given) throw new Refused(422, 'question_set_invalid', 'The file has to be put right first.')
    const before = own.find((one) => one.set.id === given.set.id)
    const version = (before?.version ?? 0) + 1
    own = [...own.filter((one) => one !== before), { set: given.set, version, retiredAt: null }]
    return { outcome: version === 1 ? 'added' : 'new_version', version, appliesFrom: '2026-11-24' }
  },
  'PUT /api/v1/question-sets/{setName}/retired': ({ params, body }: Asked): null => {
    of(params['setName'])
    const retiredAt = body['retired'] === true ? '2026-11-23T15:00:00Z' : null
    own = own.map((one) => (one.set.id === params['setName'] ? { ...one, retiredAt } : one))
    return null
  },
  'PUT /api/v1/question-sets/{setName}/default': ({ params }: Asked): null => {
    chosen = of(params['setName']).set.id
    return null
  },
}
