/** The pages of communities for the fake backend: it keeps what their leads do. */

import type { Community, LedClass } from '../../src/http/contract/community.ts'
import type {
  AskableClass,
  CommunityInvitation,
  CommunityPage,
  OfferedCommunity,
} from '../../src/http/contract/community-page.ts'
import { found, Refused } from './fake-answers.ts'
import * as given from './district.ts'

/** A community that already exists. */
export const TAKEN_NAME = 'Taken'
export const INVITED_ADDRESS = 'again@riverside.example'
export const LINK_SECRET = 'j'.repeat(43)

export interface FakeCommunities {
  readonly invitations: CommunityInvitation[]
  offers: OfferedCommunity[]
}

/** A class that somebody of the community leads and that isn't in it. */
const ASKABLE: readonly AskableClass[] = [
  {
    id: '931',
    title: 'Earth science, period 6',
    classCode: 'SCI6-6',
    school: { id: '11', name: 'Lincoln Middle School' },
    leads: [given.person(5)],
  },
]

const EXPIRES = '2026-12-06T17:00:00Z'

export function openFakeCommunities(): FakeCommunities {
  return {
    invitations: [
      {
        id: '41',
        kind: 'mail',
        email: 'a.very.long.name.of.a.stakeholder@county-office-of-education.example',
        class: null,
        invitedBy: given.teacher,
        createdAt: '2026-11-22T17:00:00Z',
        expiresAt: EXPIRES,
        accepted: 0,
      },
      {
        id: '42',
        kind: 'link',
        email: null,
        class: null,
        invitedBy: given.teacher,
        createdAt: '2026-11-22T16:00:00Z',
        expiresAt: EXPIRES,
        accepted: 3,
      },
    ],
    offers: [
      {
        id: '51',
        community: { id: '72', name: 'Readers of the lower grades' },
        class: null,
        invitedBy: given.person(20),
        expiresAt: EXPIRES,
      },
    ],
  }
}

interface Asked {
  readonly backend: { readonly communities: Map<string, Community[]>; readonly desk: FakeCommunities }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

function communityOf({ backend, who, params }: Asked): Community {
  return found((backend.communities.get(who) ?? []).find((one) => one.id === params['communityId']))
}

function pageOf(asked: Asked): CommunityPage {
  const community = communityOf(asked)
  const leads = community.myRole === 'community_lead'
  const { invitations } = asked.backend.desk
  const asks = leads && !community.archived
  const askable = ASKABLE.filter(({ id }) => !invitations.some((one) => one.class?.id === id))
  return { community, invitations: leads ? [...invitations] : null, askable: asks ? askable : null }
}

function changeMember(asked: Asked, personId: unknown, role: 'community_lead' | 'community_member'): CommunityPage {
  const { members } = communityOf(asked)
  const member = found(members.find(({ person }) => person.id === personId))
  if (role === 'community_member' && members.filter((one) => one.role === 'community_lead').length === 1)
    throw new Refused(409, 'last_lead', 'A community is never without a lead. Make another member a lead first.')
  member.role = role
  if (role === 'community_lead') member.invited = true
  return pageOf(asked)
}

function dropMember(asked: Asked, personId: unknown): { staysByClass: boolean } {
  const community = communityOf(asked)
  const member = found(community.members.find(({ person }) => person.id === personId))
  member.invited = false
  if (!member.derived) community.members.splice(community.members.indexOf(member), 1)
  return { staysByClass: member.derived }
}

const offerOfLink = (): OfferedCommunity => ({
  id: '60',
  community: { id: '71', name: 'Grade 7 science team' },
  class: null,
  invitedBy: given.teacher,
  expiresAt: EXPIRES,
})

function readLink({ body }: Asked): OfferedCommunity {
  if (body['secret'] !== LINK_SECRET)
    throw new Refused(409, 'invitation_over', 'This invitation is over: it was used, taken back, or its time is up.')
  return offerOfLink()
}

function communitiesOf({ backend, who }: Asked): Community[] {
  return backend.communities.get(who) ?? []
}

function createCommunity(asked: Asked): Community {
  const name = String(asked.body['name'])
  if (name === TAKEN_NAME) {
    throw new Refused(422, 'INVALID', 'Some fields are not right.', [
      { field: 'name', code: 'TAKEN', message: 'You already lead a community of that name. Choose another.' },
    ])
  }
  const created: Community = {
    id: String(700 + communitiesOf(asked).length),
    name,
    archived: false,
    byRule: false,
    myRole: 'community_lead',
    classes: [],
    members: [{ person: given.teacher, role: 'community_lead', invited: false, derived: false }],
  }
  asked.backend.communities.set(asked.who, [...communitiesOf(asked), created])
  return created
}

function addClass(asked: Asked): Community {
  const community = found(communitiesOf(asked).find((one) => one.id === asked.params['communityId']))
  const led: LedClass = found(given.ledClasses.find((one) => one.id === asked.body['classId']))
  community.classes.push({ id: led.id, title: led.title, school: led.school, leads: [given.teacher], byRule: false })
  return community
}

const homeHandlers = {
  'GET /api/v1/communities': (asked: Asked) => {
    if (asked.who === 'teacher-refused') throw new Refused(403, 'NOT_ALLOWED', 'Your role does not open communities.')
    return { communities: communitiesOf(asked) }
  },
  'GET /api/v1/classes/led': ({ who }: Asked) => ({ classes: who === 'teacher' ? [...given.ledClasses] : [] }),
  'GET /api/v1/communities/all': ({ backend }: Asked) => ({
    communities: (backend.communities.get('teacher') ?? []).map(({ id, name, archived, members, classes }) => ({
      id,
      name,
      archived,
      leads: members.filter(({ role }) => role === 'community_lead').map(({ person }) => person),
      classes: classes.map((one) => ({ id: one.id, title: one.title })),
    })),
  }),
  'POST /api/v1/communities': createCommunity,
  'POST /api/v1/communities/{communityId}/classes': addClass,
}

const nameHandlers = {
  'GET /api/v1/communities/{communityId}': pageOf,
  'PUT /api/v1/communities/{communityId}/name': (asked: Asked) => {
    communityOf(asked).name = String(asked.body['name'])
    return pageOf(asked)
  },
  'PUT /api/v1/communities/{communityId}/archived': (asked: Asked) => {
    communityOf(asked).archived = asked.body['archived'] === true
    return pageOf(asked)
  },
  'DELETE /api/v1/communities/{communityId}/classes/{classId}': (asked: Asked) => {
    const { classes } = communityOf(asked)
    classes.splice(classes.indexOf(found(classes.find(({ id }) => id === asked.params['classId']))), 1)
    return null
  },
}

const memberHandlers = {
  'POST /api/v1/communities/{communityId}/leads': (asked: Asked) =>
    changeMember(asked, asked.body['personId'], 'community_lead'),
  'DELETE /api/v1/communities/{communityId}/leads/{personId}': (asked: Asked) =>
    changeMember(asked, asked.params['personId'], 'community_member'),
  'POST /api/v1/communities/{communityId}/handover': (asked: Asked) => {
    changeMember(asked, asked.body['personId'], 'community_lead')
    communityOf(asked).myRole = 'community_member'
    return changeMember(asked, given.teacher.id, 'community_member')
  },
  'DELETE /api/v1/communities/{communityId}/members/{personId}': (asked: Asked) =>
    dropMember(asked, asked.params['personId']),
  'POST /api/v1/communities/{communityId}/leave': (asked: Asked) => dropMember(asked, given.teacher.id),
}

export const communityHandlers = {
  ...homeHandlers,
  ...nameHandlers,
  ...memberHandlers,
  'POST /api/v1/communities/{communityId}/invitations': (asked: Asked) => {
    const email = String(asked.body['email'])
    if (email === INVITED_ADDRESS)
      throw new Refused(409, 'invited_already', 'This address has an open invitation already.')
    const { invitations } = asked.backend.desk
    const [first] = openFakeCommunities().invitations
    invitations.unshift({ ...found(first), id: String(90 + invitations.length), email })
    return pageOf(asked)
  },
  'POST /api/v1/communities/{communityId}/class-requests': (asked: Asked) => {
    const { id, title } = found(ASKABLE.find((one) => one.id === asked.body['classId']))
    const { invitations } = asked.backend.desk
    const [first] = openFakeCommunities().invitations
    invitations.unshift({ ...found(first), id: '99', kind: 'class', email: null, class: { id, title } })
    return pageOf(asked)
  },
  'POST /api/v1/communities/{communityId}/links': () => ({
    url: `https://staffroom.example/#/join/${LINK_SECRET}`,
    expiresAt: EXPIRES,
  }),
  'DELETE /api/v1/communities/{communityId}/invitations/{invitationId}': (asked: Asked) => {
    const { invitations } = asked.backend.desk
    const revoked = found(invitations.find(({ id }) => id === asked.params['invitationId']))
    invitations.splice(invitations.indexOf(revoked), 1)
    return pageOf(asked)
  },
  'GET /api/v1/community-invitations': ({ backend, who }: Asked) => ({
    invitations: who === 'teacher' ? backend.desk.offers : [],
  }),
  'POST /api/v1/community-invitations/{invitationId}/acceptance': ({ backend, params }: Asked) => {
    const offer = found(backend.desk.offers.find(({ id }) => id === params['invitationId']))
    backend.desk.offers = []
    return offer
  },
  'POST /api/v1/community-invitations/{invitationId}/refusal': ({ backend }: Asked) => {
    backend.desk.offers = []
    return null
  },
  'POST /api/v1/community-links/look': readLink,
  'POST /api/v1/community-links/join': readLink,
}
