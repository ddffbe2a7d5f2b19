/** Staff for the fake backend: some from the feed, some made by hand, in every state. */

import type { ListedStaff, StaffPerson, StaffState } from '../../src/http/contract/staff.ts'
import { found, pageOf, Refused } from './fake-answers.ts'
import { type FakeInvitation, fakeInvitations, invitationHandlers } from './fake-invitations.ts'

/** An address that somebody has. */
export const TAKEN_ADDRESS = 'taken@riverside.example'
const SCHOOLS = [
  { id: '71', name: 'Abraham Lincoln Elementary School for the Arts' },
  { id: '72', name: 'Bay View High' },
]
const AT = '2026-11-20T15:04:00Z'

export interface FakeStaff {
  readonly people: StaffPerson[]
  mode: 'manual' | 'roster'
  readonly invitations: FakeInvitation[]
}

export function openFakeStaff(): FakeStaff {
  return {
    mode: 'manual',
    invitations: fakeInvitations(),
    people: [
      person('701', 'Pat', 'Nguyen', { role: 'district_admin', isOwn: true }),
      person('702', 'Inés', 'Álvarez-Montgomery', { role: 'coach', school: 0, isFed: true, seat: 'assigned' }),
      person('703', 'Constantine', 'Papadopoulos-Wellesley', { role: 'teacher', school: 0, invited: true }),
      person('704', 'Bo', 'Li', { role: 'school_admin', school: 0, untouchable: 'peer_or_above' }),
      person('705', 'Dee', 'Fox', { role: 'teacher', school: 1, state: 'deactivated' }),
      person('706', 'Uma', 'Gone', { role: 'billing_only', state: 'removed' }),
      ...Array.from({ length: 14 }, (_, index) =>
        person(String(720 + index), 'Tess', `Teacher ${index + 1}`, {
          role: 'teacher',
          school: index % 2,
          isFed: true,
        }),
      ),
    ],
  }
}

interface Made {
  readonly role: string
  readonly school?: number
  readonly state?: StaffState
  readonly isFed?: boolean
  readonly isOwn?: boolean
  readonly invited?: boolean
  readonly seat?: string
  readonly untouchable?: StaffPerson['untouchable']
}

function person(id: string, givenName: string, familyName: string, made: Made): StaffPerson {
  const { role, state = 'active', isFed = false, isOwn = false, untouchable = null } = made
  const school = made.school === undefined ? null : (SCHOOLS[made.school] ?? null)
  return {
    id,
    givenName,
    familyName,
    state,
    isFed,
    isOwn,
    version: '0123456789abcdef',
    untouchable,
    preferredGivenName: null,
    preferredFamilyName: null,
    email: `${givenName.toLowerCase()}@riverside.example`,
    stateSince: state === 'active' ? null : AT,
    roles: state === 'removed' ? [] : [heldRole(`${id}1`, role, school, isFed)],
    schools: school === null ? [] : [{ ...school, isFed }],
    seats: made.seat === undefined ? [] : [{ kind: 'coaching-seats', state: made.seat, until: null }],
    identities: {
      sources: isFed ? [{ sourceId: 'sis-nightly', sourcedId: `u-${id}`, active: true }] : [],
      ltiLinks: isFed ? 1 : 0,
      accountEmail: isOwn ? 'pat@riverside.example' : null,
      invitedUntil: made.invited === true ? '2026-11-29T15:04:00Z' : null,
    },
    history: [
      { id: '2', at: AT, action: 'role.grant', role, by: 'Pat Nguyen' },
      { id: '1', at: AT, action: 'account.create', role: null, by: null },
    ],
    may: mayOf({ state, isFed, isOwn, untouchable }),
  }
}

function heldRole(id: string, role: string, school: { readonly name: string } | null, isFed: boolean) {
  const scope = { scopeType: school === null ? 'district' : 'school', scopeName: school?.name ?? null }
  const why = isFed
    ? ({ origin: 'feed', rule: 'district:1' } as const)
    : ({ origin: 'manual', rule: 'by_hand' } as const)
  return { id, role, ...scope, ...why, since: AT }
}

function mayOf({ state, isFed, isOwn, untouchable }: Pick<StaffPerson, 'state' | 'isFed' | 'isOwn' | 'untouchable'>) {
  const touches = untouchable === null
  const isThere = state !== 'removed'
  return {
    edit: isThere && !isFed && (isOwn || touches),
    give: isThere,
    activate: isThere && !isOwn && touches,
    remove: !isOwn && !isFed && touches,
    move: isThere && touches,
    delete: state === 'removed' && !isFed,
    invite: state === 'active' && !isFed && !isOwn && touches,
  }
}

interface Asked {
  readonly backend: { readonly staff: FakeStaff }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

const INVITATION = {
  mailedTo: null,
  url: 'https://staffroom.riverside.example/#/invitation/d.riverside.Zm9yLXRoZS1waWN0dXJlLW9ubHktbm90LWEtc2VjcmV0',
  expiresAt: '2026-11-29T15:04:00Z',
}

export const staffHandlers = {
  'GET /api/v1/staff': ({ backend, query }: Asked) => pageOf(searched(backend.staff, query).map(listed), query),
  'GET /api/v1/staff/options': ({ backend, who }: Asked) => optionsOf(backend.staff, who),
  'GET /api/v1/staff/{personId}': (asked: Asked) => one(asked),
  'PUT /api/v1/staff/{personId}': (asked: Asked) => {
    if (asked.body['email'] === TAKEN_ADDRESS) throw taken()
    return Object.assign(one(asked), asked.body)
  },
  'POST /api/v1/staff': ({ backend, body }: Asked) => {
    if (body['email'] === TAKEN_ADDRESS) throw taken()
    const id = String(800 + backend.staff.people.length)
    const school = SCHOOLS.findIndex((each) => each.id === body['schoolId'])
    const made = { role: String(body['role']), invited: true, ...(school < 0 ? {} : { school }) }
    backend.staff.people.push(person(id, String(body['givenName']), String(body['familyName']), made))
    return { personId: id, invitation: body['invite'] === true ? INVITATION : null, districtAdmins: 2 }
  },
  'POST /api/v1/staff/teachers': ({ body }: Asked) => {
    const teachers = body['teachers'] as { email: string }[]
    const at = teachers.findIndex(({ email }) => email === TAKEN_ADDRESS)
    if (at >= 0)
      throw new Refused(422, 'teachers_not_taken', 'None of them was added: some addresses can’t be taken.', [
        {
          field: `teachers/${at}/email`,
          code: 'address_taken',
          message: 'Somebody in the district has this address already.',
        },
      ])
    return {
      teachers: teachers.map(({ email }, index) => ({ personId: String(900 + index), email, invitation: INVITATION })),
    }
  },
  'GET /api/v1/staff/{personId}/classes': () => taught(),
  'POST /api/v1/staff/{personId}/classes': () => taught(),
  'DELETE /api/v1/classes/{classId}/teachers/{personId}': () => ({ teachers: [] }),
  'POST /api/v1/staff/{personId}/invitation': () => INVITATION,
  ...invitationHandlers(INVITATION),
  'POST /api/v1/staff/{personId}/roles': (asked: Asked) => {
    const given = one(asked)
    const school = SCHOOLS.find(({ id }) => id === asked.body['schoolId']) ?? null
    given.roles.push(heldRole(`${given.id}${given.roles.length + 5}`, String(asked.body['role']), school, false))
    return given
  },
  'DELETE /api/v1/staff/{personId}/roles/{grantId}': (asked: Asked) => {
    const { roles } = one(asked)
    roles.splice(
      roles.findIndex(({ id }) => id === asked.params['grantId']),
      1,
    )
    return one(asked)
  },
  'GET /api/v1/staff/{personId}/deletion': (asked: Asked) => ({
    word: wordOf(one(asked)),
    written: 12,
    alone: 1,
    tagged: 3,
    cycles: 2,
    letters: 4,
    drafts: 1,
    communities: 2,
    files: 3,
    versions: 3,
    caseloads: 0,
    caseloadPlaces: 1,
    handovers: 0,
    filters: 1,
    leadsAlone: 0,
  }),
  'POST /api/v1/staff/{personId}/deletion': (asked: Asked) => {
    if (asked.body['word'] !== wordOf(one(asked))) throw new Refused(422, 'word_wrong', 'That is not the name.')
    const { people } = asked.backend.staff
    people.splice(people.indexOf(one(asked)), 1)
    return null
  },
  'POST /api/v1/staff/{personId}/move': (asked: Asked) => {
    const moved = one(asked)
    const to = found(SCHOOLS.find(({ id }) => id === asked.body['toSchoolId']))
    moved.schools.splice(0, 1, { ...to, isFed: false })
    return moved
  },
  'POST /api/v1/staff/{personId}/deactivation': (asked: Asked) => become(one(asked), 'deactivated'),
  'POST /api/v1/staff/{personId}/activation': (asked: Asked) => become(one(asked), 'active'),
  'POST /api/v1/staff/{personId}/removal': (asked: Asked) => become(one(asked), 'removed'),
  'POST /api/v1/staff/{personId}/return': (asked: Asked) => become(one(asked), 'active'),
}

const taught = () => ({
  classes: [
    { id: '31', title: 'Algebra I, period 3', schoolName: 'Bay View High', byHand: false },
    { id: '32', title: 'Robotics club', schoolName: 'Bay View High', byHand: true },
  ],
})

function one({ backend, params }: Asked): StaffPerson {
  return found(backend.staff.people.find(({ id }) => id === params['personId']))
}

function wordOf({ givenName, familyName }: StaffPerson): string {
  return `${givenName} ${familyName}`
}

function become(changed: StaffPerson, state: StaffState): StaffPerson {
  return Object.assign(changed, {
    state,
    stateSince: state === 'active' ? null : AT,
    may: mayOf({ ...changed, state }),
  })
}

function taken(): Refused {
  return new Refused(409, 'address_taken', 'Somebody in the district has this address already.')
}

function optionsOf({ mode }: FakeStaff, who: string) {
  const school = (['school_admin', 'teacher'] as const).map((role) => ({ role, at: 'school' as const }))
  if (who === 'school-admin')
    return { accountCreation: mode, sendsMail: false, roles: school, schools: SCHOOLS.slice(0, 1), districtAdmins: 2 }
  const district = (['district_admin', 'it_admin', 'billing_only', 'coach'] as const).map((role) => ({
    role,
    at: 'district' as const,
  }))
  const both = (['principal', 'coach'] as const).map((role) => ({ role, at: 'school' as const }))
  return {
    accountCreation: mode,
    sendsMail: false,
    roles: [...district, ...school, ...both],
    schools: SCHOOLS,
    districtAdmins: 2,
  }
}

function searched({ people }: FakeStaff, query: URLSearchParams): readonly StaffPerson[] {
  const words = (query.get('q') ?? '').toLowerCase().split(' ')
  const [role, state] = [query.get('role'), query.get('state') ?? 'present']
  return people.filter(
    (each) =>
      words.every((word) => `${each.givenName} ${each.familyName} ${each.email}`.toLowerCase().includes(word)) &&
      (role === null || each.roles.some((held) => held.role === role)) &&
      (state === 'present' ? each.state !== 'removed' : each.state === state),
  )
}

function listed(each: StaffPerson): ListedStaff {
  const { id, givenName, familyName, email, state, roles, schools, isFed, identities } = each
  const signsIn = identities.invitedUntil === null ? 'none' : 'invited'
  return {
    id,
    givenName,
    familyName,
    email,
    state,
    isFed,
    roles: roles.map((role) => role.role),
    schools: schools.map((school) => ({ id: school.id, name: school.name })),
    signsIn: identities.accountEmail === null ? signsIn : 'account',
  }
}
