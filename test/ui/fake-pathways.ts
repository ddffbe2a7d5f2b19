/** Pathways for the fake backend: one that some students are in. */

import type { OwnPathway, Pathway, PathwayBody, Pathways, PathwayStudent } from '../../src/http/contract/pathways.ts'
import { found, pageOf, Refused } from './fake-answers.ts'

const AT = '2026-09-14T15:04:00Z'

export interface FakePathways {
  readonly pathways: Pathway[]
  readonly students: PathwayStudent[]
}

const inGrade = (id: string, givenName: string, familyName: string, over: Partial<PathwayStudent> = {}) => ({
  id,
  givenName,
  familyName,
  grades: ['04'],
  enrolledAt: null,
  isElsewhere: false,
  done: [],
  ...over,
})

export function openFakePathways(): FakePathways {
  return {
    pathways: [
      {
        id: '51',
        name: 'Fractions, from halves to percentages',
        grade: '04',
        students: 2,
        isUsed: true,
        steps: [
          { id: '1', title: 'Halves and quarters', productId: 'reading', address: null },
          {
            id: '2',
            title: 'Thirds, and what they have to do with a clock',
            productId: null,
            address: 'https://work.example/2',
          },
          { id: '3', title: 'Percentages', productId: null, address: null },
        ],
      },
      {
        id: '52',
        name: 'Reading longer texts',
        grade: '05',
        students: 0,
        isUsed: false,
        steps: [{ id: '1', title: 'A short one', productId: null, address: null }],
      },
    ],
    students: [
      inGrade('601', 'Amina', 'Abdi-Wellington', { enrolledAt: AT, done: [{ stepId: '1', at: AT }] }),
      inGrade('602', 'Bo', 'Brown', { enrolledAt: AT }),
      inGrade('603', 'Cy', 'Cole'),
      inGrade('604', 'Dee', 'Dunn', { isElsewhere: true }),
    ],
  }
}

interface Asked {
  readonly backend: { readonly pathways: FakePathways }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

const one = ({ backend, params }: Asked): Pathway =>
  found(backend.pathways.pathways.find(({ id }) => id === params['pathwayId']))

function stepsOf(body: Asked['body']): Pathway['steps'] {
  const { steps } = body as unknown as PathwayBody
  if (steps.some(({ address }) => address?.startsWith('https://') === false))
    throw new Refused(422, 'address_wrong', 'Write addresses that begin with https://, or none.')
  return steps.map((step, index) => ({ ...step, id: step.id ?? String(90 + index) }))
}

function change({ backend, body }: Asked, make: (student: PathwayStudent) => PathwayStudent) {
  const ids = body['studentIds'] as string[]
  const { students } = backend.pathways
  for (const [at, student] of students.entries()) if (ids.includes(student.id)) students[at] = make(student)
  return { changed: ids, leftOut: [] }
}

export const pathwayHandlers = {
  'GET /api/v1/pathways': ({ backend, who }: Asked): Pathways => ({
    pathways: backend.pathways.pathways,
    products: [{ id: 'reading', name: 'Reading Plus' }],
    may: { change: who.startsWith('admin'), enrol: who.startsWith('teacher') },
  }),
  'POST /api/v1/pathways': ({ backend, body }: Asked) => {
    const { name, grade } = body as unknown as PathwayBody
    backend.pathways.pathways.push({ id: '60', name, grade, steps: stepsOf(body), students: 0, isUsed: false })
    return { id: '60' }
  },
  'PUT /api/v1/pathways/{pathwayId}': (asked: Asked) => {
    const { name, grade } = asked.body as unknown as PathwayBody
    Object.assign(one(asked), { name, grade, steps: stepsOf(asked.body) })
    return { id: one(asked).id }
  },
  'DELETE /api/v1/pathways/{pathwayId}': (asked: Asked) => {
    const { pathways } = asked.backend.pathways
    pathways.splice(pathways.indexOf(one(asked)), 1)
    return null
  },
  'GET /api/v1/pathways/{pathwayId}/students': (asked: Asked) => {
    one(asked)
    return pageOf(asked.backend.pathways.students, asked.query)
  },
  'POST /api/v1/pathways/{pathwayId}/enrolments': (asked: Asked) =>
    change(asked, (student) => ({ ...student, enrolledAt: asked.body['enrol'] === true ? AT : null })),
  'POST /api/v1/pathways/{pathwayId}/done-steps': (asked: Asked) =>
    change(asked, (student) => {
      const stepId = String(asked.body['stepId'])
      const others = student.done.filter((each) => each.stepId !== stepId)
      return { ...student, done: asked.body['isDone'] === true ? [...others, { stepId, at: AT }] : others }
    }),
}

/** Of a student's own home. */
export function ownPathwayOf(who: string): OwnPathway | null {
  if (who === 'student-new') return null
  const { name, steps } = found(openFakePathways().pathways[0])
  return {
    name,
    done: 1,
    steps: steps.map(({ id, title, productId, address }, index) => ({
      id,
      title,
      product: productId === null ? null : 'Reading Plus',
      address,
      isDone: index === 0,
      isNext: index === 1,
    })),
  }
}
