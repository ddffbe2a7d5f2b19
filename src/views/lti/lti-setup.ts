/** The learning platforms that serve a district: registrations, its deployments and what their last check found, links. */

import type { Grant } from '../../access/grant.ts'
import {
  type DistrictRegistration,
  listDistrictLti,
  listOpenLinks,
  listPreflights,
  type PreflightRow,
} from '../../store/lti/lti-setup.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

type Deployment = DistrictRegistration['deployments'][number]

export interface LtiSetupView {
  readonly registrations: readonly (Omit<DistrictRegistration, 'deployments'> & {
    readonly deployments: readonly (Deployment & {
      /** Null: not checked yet, or not for whoever asks. */
      readonly checked: { readonly at: string; readonly findings: unknown } | null
    })[]
  })[]
  readonly links: readonly {
    readonly id: string
    readonly state: 'open' | 'taken'
    readonly createdAt: string
    readonly expiresAt: string
  }[]
}

/** `preflight`: the Grant to see what checks found, or null where whoever asks has none. */
export function viewLtiSetup(
  world: DomainWorld,
  grant: Grant<'manage:lti_registration'>,
  preflight: Grant<'view:preflight'> | null,
): Promise<LtiSetupView> {
  return inGrant(world, grant, async (tx) => {
    const registrations = await listDistrictLti(tx, grant)
    const links = await listOpenLinks(tx, grant, world.now())
    const checks = preflight === null ? [] : await listPreflights(tx, preflight)
    const byDeployment = new Map(checks.map((row) => [row.deploymentId, checkedOf(row)]))
    return {
      registrations: registrations.map((registration) => ({
        ...registration,
        deployments: registration.deployments.map((one) => ({ ...one, checked: byDeployment.get(one.id) ?? null })),
      })),
      links: links.map(({ createdAt, expiresAt, ...link }) => ({
        ...link,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),
    }
  })
}

function checkedOf({ checkedAt, findings }: PreflightRow): { readonly at: string; readonly findings: unknown } {
  return { at: checkedAt.toISOString(), findings }
}
