/** The operator's desk for invitations to a district: the list, sending one again, taking one back. */

import { Failure } from '../roster/failure.ts'
import { saveInvitation } from '../store/signin/account.ts'
import type { Database } from '../store/database.ts'
import { inDistrict } from '../store/database.ts'
import {
  type InvitationState,
  INVITATION_STATES,
  listAllInvitations,
  type ListedInvitation,
  readInvitation,
  revokeInvitation,
} from '../store/people/invitations.ts'
import type { CreatedInvitation } from './invitation.ts'
import { writeInvitationToken } from './invitation-token.ts'
import type { SignInLimits } from './limits.ts'

export interface InvitationDeskWorld {
  readonly db: Database
  readonly limits: Pick<SignInLimits, 'invitationLifetimeMs'>
  readonly now: () => Date
}

interface Which {
  readonly districtId: string
  readonly invitationId: string
}

type Client = Parameters<Parameters<typeof inDistrict>[2]>[0]

/** As many as the command line shows. */
const SHOWN = 1000

/** The newest of a district, those of one state or all; and how many there are. */
export function listInvitationsOf(
  { db, now }: InvitationDeskWorld,
  districtId: string,
  state: InvitationState | null,
): Promise<{ readonly items: readonly ListedInvitation[]; readonly total: number }> {
  const states = state === null ? INVITATION_STATES : [state]
  return inDistrict(db, { districtId, actor: 'cli' }, (client) =>
    listAllInvitations(client, districtId, { states, words: [], now: now(), page: 1, pageSize: SHOWN }),
  )
}

/** A new link in place of one that was not used. @throws Failure INVITATION_UNKNOWN, INVITATION_USED */
export function renewInvitationOf(
  { db, limits, now }: InvitationDeskWorld,
  which: Which,
): Promise<CreatedInvitation & { readonly role: string }> {
  const { districtId } = which
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const { email, role, schoolId, personId, id } = await findUnused(client, which, now())
    const { token, secret } = writeInvitationToken({ districtId })
    const expiresAt = new Date(now().getTime() + limits.invitationLifetimeMs)
    const scope =
      schoolId === null ? { scopeType: 'district', scopeId: '0' } : { scopeType: 'school', scopeId: schoolId }
    await revokeInvitation(client, { districtId, invitationId: id }, now())
    await saveInvitation(client, secret, { districtId, email, role, ...scope, personId, expiresAt })
    return { token, expiresAt, role }
  })
}

/** Its link opens nothing any more; false where it was over already. @throws Failure INVITATION_UNKNOWN, INVITATION_USED */
export function revokeInvitationOf({ db, now }: InvitationDeskWorld, which: Which): Promise<boolean> {
  const { districtId } = which
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const { id } = await findUnused(client, which, now())
    return revokeInvitation(client, { districtId, invitationId: id }, now())
  })
}

async function findUnused(client: Client, { districtId, invitationId }: Which, now: Date): Promise<ListedInvitation> {
  const found = /^\d{1,18}$/.test(invitationId)
    ? await readInvitation(client, [districtId, true, []], { invitationId, now })
    : null
  if (found === null)
    throw new Failure('INVITATION_UNKNOWN', 'operator', 'The district has no such invitation. List them first.')
  if (found.state === 'used')
    throw new Failure('INVITATION_USED', 'operator', 'This invitation was used: the person has a password.')
  return found
}
