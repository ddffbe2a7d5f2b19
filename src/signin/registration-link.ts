/** Links for dynamic registration: made for a district, taken once, and what becomes of them. */

import type { DynamicRegistrationWorld, LinkTaken } from '../lti/dynamic-registration.ts'
import { Failure } from '../roster/failure.ts'
import { globally, inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { findDistrict } from '../store/people/district.ts'
import {
  findRegistrationLink,
  LINK_DAYS,
  keepLinkedRegistration,
  newLinkToken,
  OPEN_LINKS_MAX,
  readLinkToken,
  releaseRegistrationLink,
  saveRegistrationLink,
  takeRegistrationLink,
} from '../store/lti/registration-link.ts'

export interface RegistrationLinkWorld {
  readonly db: Database
  readonly now: () => Date
  /** Where a platform's pages live, by issuer and authorisation URL (lti/platforms). */
  readonly frameOriginsOf: (issuer: string, authUrl: string) => readonly string[]
}

/**
 * Makes a link. What is told of it is told once.
 * @throws Failure DISTRICT_UNKNOWN, LTI_LINKS_MAX
 */
export async function makeRegistrationLink(
  { db, now }: Pick<RegistrationLinkWorld, 'db' | 'now'>,
  { districtId, actor }: { readonly districtId: string; readonly actor: string },
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  if ((await globally(db, (client) => findDistrict(client, districtId))) === null)
    throw new Failure('DISTRICT_UNKNOWN', 'operator', `There is no district ${districtId}.`)
  const { token, tokenHash } = newLinkToken(districtId)
  const saved = await inDistrict(db, { districtId, actor }, (client) =>
    saveRegistrationLink(client, { districtId, tokenHash, now: now(), days: LINK_DAYS.standard }),
  )
  if (saved !== null) return { token, expiresAt: saved.expiresAt }
  throw new Failure(
    'LTI_LINKS_MAX',
    'operator',
    `The district has ${OPEN_LINKS_MAX} open links for registration already. Take some back at the page "LMS connections", or wait until they expire.`,
  )
}

/** Whether a link could be used now, without using it. */
export async function lookRegistrationLink(
  world: RegistrationLinkWorld,
  token: string,
): Promise<'open' | 'link_unknown' | 'link_expired' | 'link_used'> {
  const found = await find(world, token)
  return typeof found === 'string' ? found : 'open'
}

/** What lti's registerDynamically needs of the database. */
export function createLinkWorld(world: RegistrationLinkWorld): Omit<DynamicRegistrationWorld, 'ask'> {
  const { db, now, frameOriginsOf } = world
  const within = <T>(districtId: string, work: Parameters<typeof inDistrict<T>>[2]): Promise<T> =>
    inDistrict(db, { districtId, actor: 'system' }, work)
  return {
    takeLink: async (token) => {
      const link = await find(world, token)
      if (typeof link === 'string') return link
      const isTaken = await within(link.districtId, (client) => takeRegistrationLink(client, link, now()))
      return isTaken ? link : 'link_used'
    },
    releaseLink: (link) => within(link.districtId, (client) => releaseRegistrationLink(client, link)),
    keep: async (link, made) => {
      const registration = { ...made, frameOrigins: frameOriginsOf(made.issuer, made.authUrl) }
      const registrationId = await within(link.districtId, (client) =>
        keepLinkedRegistration(client, link, registration),
      )
      return registrationId === null ? null : { registrationId }
    },
  }
}

async function find(
  { db, now }: RegistrationLinkWorld,
  token: string,
): Promise<LinkTaken | 'link_unknown' | 'link_expired' | 'link_used'> {
  const key = readLinkToken(token)
  if (key === null) return 'link_unknown'
  const { districtId } = key
  const link = await inDistrict(db, { districtId, actor: 'system' }, (client) => findRegistrationLink(client, key))
  if (link === null || link.state === 'revoked') return 'link_unknown'
  if (link.state !== 'open') return 'link_used'
  return link.expiresAt <= now() ? 'link_expired' : { districtId, id: link.id }
}
