/** Programmes, points and avatars for the fake backend: one class with a programme that runs. */

import type {
  AvatarHour,
  AvatarHours,
  OwnAvatar,
  PointEntry,
  Programme,
  ProgrammeBody,
  ProgrammeStudents,
} from '../../src/http/contract/programmes.ts'
import { checkAvatarHours, minuteOfDay } from '../../src/students/avatar-hours.ts'
import { AVATAR_PARTS } from '../../src/students/avatar-parts.ts'
import { plainLook } from '../../src/students/avatar.ts'
import { found, pageOf, Refused } from './fake-answers.ts'

type Student = ProgrammeStudents['students'][number]
const AT = '2026-09-14T15:04:00Z'

export interface FakeProgrammes {
  readonly programmes: Programme[]
  readonly students: Student[]
  readonly entries: PointEntry[]
  hours: AvatarHour[]
  look: readonly string[]
  bought: readonly string[]
  balance: number
  closed: OwnAvatar['closed']
}

const student = (
  id: string,
  [givenName, familyName]: readonly [string, string],
  balance: number,
  week = 0,
): Student => ({
  id,
  givenName,
  familyName,
  balance,
  week,
})

export function openFakeProgrammes(): FakeProgrammes {
  return {
    programmes: [
      {
        id: '81',
        name: 'Readers of period 4',
        startsOn: '2026-09-01',
        endsOn: '2099-06-15',
        reasons: [
          { words: 'A book read', points: 5 },
          { words: 'Homework handed in', points: 1 },
        ],
        state: 'running',
        classId: '21',
        className: 'Science 7, period 4',
      },
    ],
    students: [
      student('601', ['Amina', 'Abdi-Wellington'], 12, 5),
      student('602', ['Bo', 'Brown'], 0),
      student('603', ['Cy', 'Cole'], 3, 1),
    ],
    entries: [
      {
        id: '901',
        at: AT,
        kind: 'given',
        points: 5,
        words: 'A book read',
        isTakenBack: false,
        student: { id: '601', givenName: 'Amina', familyName: 'Abdi-Wellington' },
        byName: 'Tess Teacher',
      },
      {
        id: '900',
        at: '2026-09-10T15:04:00Z',
        kind: 'accessory',
        points: -10,
        words: 'Cap',
        isTakenBack: false,
        student: { id: '602', givenName: 'Bo', familyName: 'Brown' },
        byName: 'Bo Brown',
      },
    ],
    hours: [{ weekday: 1, from: '08:00', to: '09:30' }],
    look: plainLook(AVATAR_PARTS),
    bought: [],
    balance: 24,
    closed: null,
  }
}

interface Asked {
  readonly backend: { readonly programmes: FakeProgrammes }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

const one = ({ backend, params }: Asked): Programme =>
  found(backend.programmes.programmes.find(({ id }) => id === params['programmeId']))

function hoursOf({ backend, who, params }: Asked): AvatarHours {
  return {
    class: { id: params['classId'] ?? '', title: 'Science 7, period 4', schoolName: 'Riverside Middle School' },
    hours: backend.programmes.hours,
    mayRunProgrammes: who.startsWith('teacher'),
  }
}

function ownOf({ backend: { programmes }, who }: Asked): OwnAvatar {
  const { look, bought, balance, closed } = programmes
  return {
    look: [...look],
    closed,
    parts: AVATAR_PARTS.map((part) => ({
      ...part,
      shapes: [...part.shapes],
      isMine: part.price === 0 || bought.includes(part.id),
    })),
    programmes:
      who === 'student-new'
        ? []
        : [{ id: '81', name: 'Readers of period 4', className: 'Science 7, period 4', endsOn: '2099-06-15', balance }],
  }
}

function change(students: readonly Student[], by: number) {
  for (const each of students) Object.assign(each, { balance: each.balance + by, week: each.week + by })
}

function checkOpen({ backend }: Asked): void {
  if (backend.programmes.closed !== null) throw new Refused(409, 'avatars_closed', 'Avatars are closed now.')
}

export const programmeHandlers = {
  'GET /api/v1/classes/{classId}/avatar-hours': hoursOf,
  'PUT /api/v1/classes/{classId}/avatar-hours': (asked: Asked) => {
    const hours = asked.body['hours'] as AvatarHour[]
    const said = hours.map(({ weekday, from, to }) => ({ weekday, starts: minuteOfDay(from), ends: minuteOfDay(to) }))
    const [fault] = checkAvatarHours(said)
    if (fault !== undefined) throw new Refused(422, fault.code, 'The end is after the beginning, on the same day.')
    asked.backend.programmes.hours = hours
    return hoursOf(asked)
  },
  'GET /api/v1/classes/{classId}/programmes': ({ backend }: Asked) => ({
    programmes: backend.programmes.programmes.toReversed(),
  }),
  'POST /api/v1/classes/{classId}/programmes': ({ backend, body }: Asked) => {
    const terms = body as unknown as ProgrammeBody
    const rest = { state: 'planned', classId: '21', className: 'Science 7, period 4' } as const
    backend.programmes.programmes.push({ id: '82', ...terms, ...rest })
    return { id: '82' }
  },
  'GET /api/v1/programmes/{programmeId}': one,
  'PUT /api/v1/programmes/{programmeId}': (asked: Asked) => {
    Object.assign(one(asked), asked.body)
    return { id: one(asked).id }
  },
  'GET /api/v1/programmes/{programmeId}/students': (asked: Asked) => {
    one(asked)
    return { week: '2026-09-14', students: asked.backend.programmes.students }
  },
  'GET /api/v1/programmes/{programmeId}/points': (asked: Asked) => {
    one(asked)
    return pageOf(asked.backend.programmes.entries, asked.query)
  },
  'POST /api/v1/programmes/{programmeId}/points': (asked: Asked) => {
    const { students } = asked.backend.programmes
    const ids = asked.body['studentIds'] as string[] | undefined
    const { points } = found(one(asked).reasons.find(({ words }) => words === asked.body['reason']))
    const meant = students.filter(({ id }) => ids === undefined || ids.includes(id))
    change(meant, points)
    return { students: meant.length, points }
  },
  'POST /api/v1/programmes/{programmeId}/taken-back': ({ backend, body }: Asked) => {
    const entry = found(backend.programmes.entries.find(({ id }) => id === body['entryId']))
    Object.assign(entry, { isTakenBack: true })
    change(
      backend.programmes.students.filter(({ id }) => id === entry.student.id),
      -entry.points,
    )
    return { points: entry.points }
  },
  'GET /api/v1/student/avatar': ownOf,
  'PUT /api/v1/student/avatar': (asked: Asked) => {
    checkOpen(asked)
    asked.backend.programmes.look = asked.body['parts'] as string[]
    return ownOf(asked)
  },
  'POST /api/v1/student/avatar/purchases': (asked: Asked) => {
    checkOpen(asked)
    const part = found(AVATAR_PARTS.find(({ id }) => id === asked.body['partId']))
    const { programmes } = asked.backend
    programmes.bought = [...programmes.bought, part.id]
    programmes.balance -= part.price
    return { partId: part.id }
  },
}
