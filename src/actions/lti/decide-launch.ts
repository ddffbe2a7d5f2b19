/** Somebody decides who a launch is: links it to a person, takes it out of the queue, or takes a link back. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import {
  dismissUnmatched,
  findLink,
  findLinkTarget,
  findUnmatched,
  linkUnmatched,
  listEmailChoices,
  removeLink,
  setEmailChoice,
} from '../../store/lti/launch-queue.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

type Problem = 'launch_unknown' | 'launch_decided' | 'person_unknown' | 'link_unknown' | 'rise_forbidden'

/** Null: done. */
export type LaunchOutcome = { readonly problem: Problem } | null

type Resolve = Grant<'resolve:unmatched_launch'>

/**
 * Links a launch of the queue to a person. Where they hold more than a teacher or a student it is for those alone who
 * may approve such a rise (`mayRaise`): whoever runs the LMS would else make themself anybody.
 */
export function linkLaunch(
  world: DomainWorld,
  grant: Resolve,
  wanted: { readonly launchId: string; readonly personId: string; readonly mayRaise: boolean },
): Promise<LaunchOutcome> {
  const { launchId, personId, mayRaise } = wanted
  return inGrant(world, grant, async (tx): Promise<LaunchOutcome> => {
    const found = await findUnmatched(tx, grant, launchId)
    if (found === null) return { problem: 'launch_unknown' }
    const target = await findLinkTarget(tx, grant, personId)
    if (target === null) return { problem: 'person_unknown' }
    if (target.holdsMore && !mayRaise) return { problem: 'rise_forbidden' }
    const linked =
      found.isOpen && (await linkUnmatched(tx, { ...signed(world, grant), launchId, personId, isVouched: mayRaise }))
    return linked ? null : { problem: 'launch_decided' }
  })
}

/** Takes a launch out of the queue: it isn't asked about again. */
export function dismissLaunch(world: DomainWorld, grant: Resolve, launchId: string): Promise<LaunchOutcome> {
  return inGrant(world, grant, async (tx): Promise<LaunchOutcome> => {
    const found = await findUnmatched(tx, grant, launchId)
    if (found === null) return { problem: 'launch_unknown' }
    const done = found.isOpen && (await dismissUnmatched(tx, { ...signed(world, grant), launchId }))
    return done ? null : { problem: 'launch_decided' }
  })
}

/** Takes a link back: what was opened by it ends at once, and nothing but a person links the two again. */
export function unlinkPerson(
  world: DomainWorld,
  grant: Resolve,
  { linkId, mayRaise }: { readonly linkId: string; readonly mayRaise: boolean },
): Promise<LaunchOutcome> {
  return inGrant(world, grant, async (tx): Promise<LaunchOutcome> => {
    const link = await findLink(tx, grant, linkId)
    if (link === null) return { problem: 'link_unknown' }
    if (link.holdsMore && !mayRaise) return { problem: 'rise_forbidden' }
    const gone = await removeLink(tx, { ...signed(world, grant), linkId })
    return gone ? null : { problem: 'link_unknown' }
  })
}

/** Null: done. */
export type EmailOutcome = { readonly problem: 'registration_unknown' | 'registration_shared' } | null

/** Lets a registration that serves this district alone link teachers and students by their e-mail address, or not. */
export function chooseEmailLinks(
  world: DomainWorld,
  grant: Grant<'enable:match_by_email'>,
  wanted: { readonly registrationId: string; readonly enabled: boolean },
): Promise<EmailOutcome> {
  return inGrant(world, grant, async (tx): Promise<EmailOutcome> => {
    const choices = await listEmailChoices(tx, grant.principal.districtId)
    const choice = choices.find(({ registrationId }) => registrationId === wanted.registrationId)
    if (choice === undefined) return { problem: 'registration_unknown' }
    if (wanted.enabled && !choice.servesOne) return { problem: 'registration_shared' }
    await setEmailChoice(tx, { ...signed(world, grant), ...wanted })
    return null
  })
}

function signed(world: DomainWorld, { principal }: Resolve | Grant<'enable:match_by_email'>) {
  return { districtId: principal.districtId, by: actorOf(principal), now: world.now() }
}
