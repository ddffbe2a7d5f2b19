/** Invitations for the fake backend: one of each state. */

import type { InvitationState, ListedInvitation, StaffInvitation } from '../../src/http/contract/invitations.ts'
import { found, pageOf } from './fake-answers.ts'

/** Another state for each press. */
export type FakeInvitation = { -readonly [K in keyof ListedInvitation]: ListedInvitation[K] }

const AT = '2026-11-20T15:04:00Z'

export function fakeInvitations(): FakeInvitation[] {
  return [
    invitation('41', 'open', { personId: '703', name: 'Constantine Papadopoulos-Wellesley', mailedAt: AT }),
    invitation('42', 'open', { email: 'a.very.long.address.of.somebody@buildings-and-grounds.riverside.example' }),
    invitation('43', 'expired', { name: 'Dee Fox', personId: '705' }),
    invitation('44', 'used', { name: 'Pat Nguyen', personId: '701', usedAt: AT, invitedBy: null }),
    invitation('45', 'revoked', { revokedAt: AT }),
  ]
}

function invitation(id: string, state: InvitationState, over: Partial<ListedInvitation>): FakeInvitation {
  return {
    id,
    state,
    email: `invited-${id}@riverside.example`,
    role: 'teacher',
    personId: null,
    name: null,
    schoolId: '72',
    schoolName: 'Bay View High',
    invitedBy: 'Pat Nguyen',
    createdAt: AT,
    expiresAt: '2026-11-27T15:04:00Z',
    usedAt: null,
    revokedAt: null,
    mailedAt: null,
    ...over,
  }
}

interface Asked {
  readonly backend: { readonly staff: { readonly invitations: FakeInvitation[] } }
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

export function invitationHandlers(renewed: StaffInvitation) {
  return {
    'GET /api/v1/staff/invitations': ({ backend, query }: Asked) => {
      const state = query.get('state')
      return pageOf(
        backend.staff.invitations.filter((each) => state === null || each.state === state),
        query,
      )
    },
    'POST /api/v1/staff/invitations/{invitationId}/renewal': () => renewed,
    'POST /api/v1/staff/invitations/{invitationId}/revocation': ({ backend, params }: Asked) => {
      found(backend.staff.invitations.find(({ id }) => id === params['invitationId'])).state = 'revoked'
      return null
    },
  }
}
