/** One-time links for people who come without an LMS: made for an address and a role, used once to set a password. */

import type { PrincipalRole } from '../access/principal.ts'
import { Failure } from '../roster/failure.ts'
import {
  consumeInvitation,
  createPersonByHand,
  findAccount,
  findInvitation,
  findSchools,
  grantRoleByHand,
  saveAccount,
  saveInvitation,
} from '../store/signin/account.ts'
import type { InvitationRecord, RoleChangeHook } from '../store/signin/account.ts'
import { joinByOneTimeLink, lockCommunityOfLink } from '../store/community/community-invitation.ts'
import {
  acceptCustomerInvitation,
  type CustomerInviting,
  findCustomerInvitation,
  inviteCustomerAdmin,
} from '../store/signin/customer-account.ts'
import { globally, inDistrict } from '../store/database.ts'
import { findDistrict } from '../store/people/district.ts'
import { findPeopleByEmail } from '../store/lti/identity.ts'
import { readInvitationToken, writeInvitationToken } from './invitation-token.ts'
import { requireStrong } from './password-change.ts'
import { hashPassword } from './password.ts'
import type { PasswordRule } from './password-rule.ts'
import { openOwnSession } from './session.ts'
import type { IssuedSession, SessionWorld } from './session.ts'

type Role = PrincipalRole['role']

export interface InvitationRequest {
  /** A role of a district, by its sourcedId also of one school of it; or an administrator of a customer. */
  readonly place:
    | { readonly districtId: string; readonly schoolSourcedId?: string }
    | { readonly customerId: string; readonly districtId?: never }
  readonly role: Role
  readonly email: string
  /** `cli` or `person:17`, for the audit log. */
  readonly by: string
}

export interface CreatedInvitation {
  /** For the link `<public url>/#/invitation/<token>`; it is not kept and can't be shown again. */
  readonly token: string
  readonly expiresAt: Date
}

const DISTRICT_ROLES: ReadonlySet<Role> = new Set(['district_admin', 'it_admin', 'billing_only', 'coach'])
const SCHOOL_ROLES: ReadonlySet<Role> = new Set(['school_admin', 'principal', 'coach'])
// One address: nothing that could be read as two.
const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+$/

/**
 * Makes a one-time link. Nobody holds anything until it is accepted.
 * @throws Failure INVITATION_EMAIL, INVITATION_ROLE, DISTRICT_UNKNOWN, SCHOOL_UNKNOWN, CUSTOMER_UNKNOWN, ACCOUNT_EXISTS,
 * ACCOUNT_SUSPENDED
 */
export async function createInvitation(world: SessionWorld, request: InvitationRequest): Promise<CreatedInvitation> {
  const email = request.email.trim()
  if (!EMAIL.test(email) || email.length > 254) {
    throw refused('INVITATION_EMAIL', 'The invitation needs an e-mail address like name@district.org.')
  }
  const expiresAt = new Date(world.now().getTime() + world.limits.invitationLifetimeMs)
  const { place } = request
  const token =
    place.districtId === undefined
      ? await inviteToCustomer(world, { ...request, customerId: place.customerId, email, expiresAt })
      : await inviteToDistrict(world, { ...request, place, email, expiresAt })
  return { token, expiresAt }
}

/** What an open invitation is for; null where it is unknown, expired or used. */
export interface InvitationView {
  readonly email: string
  readonly role: string
  /** Null: it is for a customer, above districts. */
  readonly districtName: string | null
  readonly expiresAt: Date
}

export async function lookInvitation(world: SessionWorld, token: string): Promise<InvitationView | null> {
  const key = readInvitationToken(token)
  if (key === null) return null
  const now = world.now()
  if (key.customerId !== undefined) {
    const { customerId, secret } = key
    const found = await globally(world.db, (client) =>
      findCustomerInvitation(client, { customerId, token: secret }, now),
    )
    return found && { ...found, role: 'customer_admin', districtName: null }
  }
  const { districtId, secret } = key
  const found = await inDistrict(world.db, { districtId, actor: 'system' }, (client) =>
    findInvitation(client, { districtId, token: secret }, now),
  )
  return found && { email: found.email, role: found.role, districtName: found.districtName, expiresAt: found.expiresAt }
}

export interface Acceptance {
  readonly token: string
  readonly givenName: string
  readonly familyName: string
  readonly password: string
}

/**
 * Uses the link up: person, account, role by hand and the ledger's answer to it in one transaction, then a session.
 * Null where the link is unknown, expired or used.
 * @throws Failure PASSWORD_SHORT, PASSWORD_COMMON, PASSWORD_REPEATED, PASSWORD_PERSONAL, ACCOUNT_EXISTS, CUSTOMER_EMPTY; the link then stays good
 */
export async function acceptInvitation(
  world: SessionWorld & { readonly afterRoleChange: RoleChangeHook; readonly passwordRule: PasswordRule },
  acceptance: Acceptance,
): Promise<IssuedSession | null> {
  const key = readInvitationToken(acceptance.token)
  // Hashing costs memory and time: only for a link that is open.
  const found = key && (await lookInvitation(world, acceptance.token))
  if (key === null || found === null) return null
  const { givenName, familyName, password } = acceptance
  requireStrong(world.passwordRule, password, [found.email, givenName, familyName, found.districtName ?? ''])
  const passwordHash = await hashPassword(password)
  if (key.customerId !== undefined) {
    return acceptForCustomer(world, { customerId: key.customerId, token: key.secret }, { ...acceptance, passwordHash })
  }
  const { districtId, secret } = key
  const personId = await inDistrict(world.db, { districtId, actor: 'system' }, async (client) => {
    await lockCommunityOfLink(client, { districtId, token: secret })
    const invitation = await consumeInvitation(client, { districtId, token: secret }, world.now())
    if (invitation === null) return null
    const { id, email, role, scopeType, scopeId } = invitation
    const person = { districtId, givenName: acceptance.givenName, familyName: acceptance.familyName, email }
    const account = await findAccount(client, districtId, email)
    if (account !== null && account.personId !== invitation.personId) throw accountExists()
    // The roster has them by now: they come in by it, and find the invitation there.
    if (scopeType === 'community' && (await findPeopleByEmail(client, districtId, email)).length > 0)
      throw refused(
        'ADDRESS_KNOWN',
        'Somebody in the district has this address. Open Staffroom from your LMS, or sign in: the invitation waits among your communities.',
      )
    const invited = invitation.personId ?? (await createPersonByHand(client, person))
    await saveAccount(client, { districtId, personId: invited, email, passwordHash })
    if (scopeType === 'community')
      await joinInvited(world, client, { districtId, personId: invited, oneTimeLinkId: id })
    else {
      const rule = `invitation:${id}`
      await grantRoleByHand(client, { districtId, personId: invited, role, scopeType, scopeId, rule })
    }
    await world.afterRoleChange(client, { districtId, actor: `person:${invited}`, now: world.now() })
    return invited
  })
  if (personId === null) return null
  return openOwnSession(world, { districtId, personId, customerId: null, customerAdminId: null }, 'password')
}

/** Of a community there is no grant of a role: whoever was invited is its member. */
async function joinInvited(
  world: SessionWorld,
  client: Client,
  o: { readonly districtId: string; readonly personId: string; readonly oneTimeLinkId: string },
): Promise<void> {
  if ((await joinByOneTimeLink(client, o, world.now())) !== null) return
  throw refused('INVITATION_OVER', 'This invitation was taken back. Ask whoever sent it for a new one.')
}

async function acceptForCustomer(
  world: SessionWorld,
  key: { readonly customerId: string; readonly token: string },
  account: { readonly givenName: string; readonly familyName: string; readonly passwordHash: string },
): Promise<IssuedSession | null> {
  const { customerId } = key
  const name = `${account.givenName} ${account.familyName}`
  const admin = await globally(world.db, async (client) => {
    const { passwordHash } = account
    const opened = await acceptCustomerInvitation(client, key, { name, passwordHash, now: world.now() })
    // Thrown inside the transaction, so that the link stays good until there is a district.
    if (opened === null) return null
    if (opened.districtId === null) throw customerEmpty(customerId)
    return { districtId: opened.districtId, customerAdminId: opened.id }
  })
  return admin && openOwnSession(world, { ...admin, personId: null, customerId }, 'password')
}

interface DistrictInvitation extends InvitationRequest {
  readonly place: { readonly districtId: string; readonly schoolSourcedId?: string }
  readonly expiresAt: Date
}

function inviteToDistrict({ db }: SessionWorld, request: DistrictInvitation): Promise<string> {
  const { place, email, role, by, expiresAt } = request
  const { districtId } = place
  return inDistrict(db, { districtId, actor: by }, async (client) => {
    if ((await findDistrict(client, districtId)) === null) {
      throw refused('DISTRICT_UNKNOWN', `There is no district ${districtId}. Make it with: staffroom district create`)
    }
    const scope = await scopeOf(client, request)
    const personId = await invitedPerson(client, { districtId, email, by })
    const { token, secret } = writeInvitationToken({ districtId })
    await saveInvitation(client, secret, { districtId, email, role, ...scope, personId, expiresAt })
    return token
  })
}

type Client = Parameters<Parameters<typeof inDistrict>[2]>[0]

async function scopeOf(
  client: Client,
  { place, role }: DistrictInvitation,
): Promise<Pick<InvitationRecord, 'scopeType' | 'scopeId'>> {
  const { districtId, schoolSourcedId } = place
  if (schoolSourcedId === undefined) {
    if (DISTRICT_ROLES.has(role)) return { scopeType: 'district', scopeId: '0' }
    const remedy = SCHOOL_ROLES.has(role)
      ? 'Name the school it is for.'
      : `Invite one of ${[...DISTRICT_ROLES].join(', ')}, or ${[...SCHOOL_ROLES].join(', ')} of a school.`
    throw refused('INVITATION_ROLE', `Nobody can be invited as ${role} of a whole district. ${remedy}`)
  }
  if (!SCHOOL_ROLES.has(role)) {
    throw refused('INVITATION_ROLE', `Nobody can be invited as ${role} of one school.`)
  }
  const [schoolId, another] = await findSchools(client, districtId, schoolSourcedId)
  if (schoolId === undefined || another !== undefined) {
    throw refused('SCHOOL_UNKNOWN', `District ${districtId} has no one active school of the sourcedId that was given.`)
  }
  return { scopeType: 'school', scopeId: schoolId }
}

/**
 * Whoever holds the link becomes the person it is for. From the command line (who may do everything anyway) that is
 * the one roster person of the address; from anybody else it is never somebody who is there already.
 */
async function invitedPerson(
  client: Client,
  { districtId, email, by }: { readonly districtId: string; readonly email: string; readonly by: string },
): Promise<string | null> {
  const account = await findAccount(client, districtId, email)
  if (by !== 'cli') {
    if (account === null) return null
    throw accountExists()
  }
  if (account !== null) return account.personId
  const [only, another] = await findPeopleByEmail(client, districtId, email)
  return only === undefined || another !== undefined || !only.active ? null : only.id
}

function inviteToCustomer(
  { db }: SessionWorld,
  invitation: {
    readonly customerId: string
    readonly role: Role
    readonly email: string
    readonly by: string
    readonly expiresAt: Date
  },
): Promise<string> {
  if (invitation.role !== 'customer_admin') {
    throw refused('INVITATION_ROLE', `A customer has customer_admin only. Invite ${invitation.role} to a district.`)
  }
  return globally(db, async (client) => {
    const { token, secret } = writeInvitationToken({ customerId: invitation.customerId })
    const outcome = await inviteCustomerAdmin(client, secret, invitation)
    if (outcome === 'invited') return token
    throw refused(...NOT_INVITED[outcome])
  })
}

const NOT_INVITED: Readonly<Record<Exclude<CustomerInviting, 'invited'>, readonly [string, string]>> = {
  has_account: ['ACCOUNT_EXISTS', 'This address has an account with the customer already.'],
  suspended: [
    'ACCOUNT_SUSPENDED',
    'This address belongs to an administrator of the customer who is suspended. Let them in again with: staffroom customer admins activate',
  ],
  customer_unknown: [
    'CUSTOMER_UNKNOWN',
    'There is no customer of that id. One is made with its first district: staffroom district create --customer ID.',
  ],
}

function accountExists(): Failure {
  return refused(
    'ACCOUNT_EXISTS',
    'This address has an account in the district already. Give that person the role instead.',
  )
}

function customerEmpty(customerId: string): Failure {
  return refused(
    'CUSTOMER_EMPTY',
    `Customer ${customerId} has no district yet. Make one with: staffroom district create --customer ${customerId}`,
  )
}

function refused(code: string, message: string): Failure {
  return new Failure(code, 'operator', message)
}
