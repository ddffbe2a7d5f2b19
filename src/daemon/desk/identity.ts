/** The operator's desk for identities: when several records are one person, and what follows from it. */

import { Failure } from '../../roster/failure.ts'
import { IDENTITY_MATCHES, type IdentityPolicy } from '../../roster/identity-policy.ts'
import { type Database, inDistrict } from '../../store/database.ts'
import { countIdentities, type IdentityCounts } from '../../store/identity-match.ts'
import { readDistrictIdentity, writeDistrictIdentity } from '../../sync/district-rules.ts'

/** The district's policy and how many people it concerns. */
export function showIdentity(db: Database, districtId: string): Promise<IdentityPolicy & IdentityCounts> {
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => ({
    ...(await readDistrictIdentity(client, districtId)),
    ...(await countIdentities(client, districtId)),
  }))
}

/**
 * Sets it. New records are joined from the next sync on; people who are two already stay two until somebody links them.
 * @throws Failure IDENTITY_POLICY where there is no such choice
 */
export async function setIdentity(db: Database, districtId: string, match: string): Promise<void> {
  const known = IDENTITY_MATCHES.find((one) => one === match)
  if (known === undefined)
    throw new Failure(
      'IDENTITY_POLICY',
      'operator',
      `Records can be matched by one of: ${IDENTITY_MATCHES.join(', ')}.`,
    )
  await inDistrict(db, { districtId, actor: 'cli' }, (client) =>
    writeDistrictIdentity(client, districtId, { match: known }),
  )
}
