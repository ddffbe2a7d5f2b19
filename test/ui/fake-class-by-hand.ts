/** Classes made by hand, for the fake backend. */

import type { ClassesByHand } from '../../src/http/contract/class-by-hand.ts'
import { found } from './fake-answers.ts'

const SCHOOL = { id: '11', name: 'Lincoln Middle School' }

export function openFakeClassesByHand(): ClassesByHand {
  const ended = '2026-06-12T15:00:00Z'
  return { classes: [{ id: '804', title: 'Debate of last year', classCode: null, school: SCHOOL, endedAt: ended }] }
}

interface Asked {
  readonly backend: { readonly classesByHand: ClassesByHand }
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

const classOf = ({ backend, params }: Asked) =>
  found(backend.classesByHand.classes.find(({ id }) => id === params['classId']))

export const classByHandHandlers = {
  'GET /api/v1/classes/by-hand': ({ backend }: Asked) => backend.classesByHand,
  'POST /api/v1/classes': ({ backend, body }: Asked) => {
    backend.classesByHand.classes.unshift({
      id: '805',
      title: String(body['title']),
      classCode: null,
      school: SCHOOL,
      endedAt: null,
    })
    return { classId: '805' }
  },
  'PUT /api/v1/classes/{classId}/names': (asked: Asked) => {
    classOf(asked).title = String(asked.body['title'])
    return null
  },
  'PUT /api/v1/classes/{classId}/ended': (asked: Asked) => {
    classOf(asked).endedAt = asked.body['ended'] === true ? '2026-11-22T17:00:00Z' : null
    return null
  },
}
