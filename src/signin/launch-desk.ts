/** Who a launch is, decided by whoever runs the installation: what the commands may ask of one district. */

import { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import * as desk from '../store/lti/launch-desk.ts'
import { findTracedPeople, unmistakable } from '../store/people/person-trace.ts'

export interface LaunchDeskWorld {
  /** Role `web`. */
  readonly db: Database
  readonly now: () => Date
}

/** At most so many are listed. */
const LISTED_MAX = 1000

/** Binds the functions to one installation. Holds no state. */
export function openLaunchDesk({ db, now }: LaunchDeskWorld) {
  const inside: Inside = (districtId, work) => inDistrict(db, { districtId, actor: 'cli' }, work)
  return {
    /** Those whom the roster doesn't know, the last launch first. */
    unmatched: (districtId: string) =>
      inside(districtId, (client) => desk.listUnmatched(client, districtId, LISTED_MAX)),
    /** Who is linked, the last first. */
    links: (districtId: string) => inside(districtId, (client) => desk.listLinks(client, districtId, LISTED_MAX)),
    /**
     * Links a launch to somebody named by a sourcedId or our own id; answers our own.
     * @throws Failure LAUNCH_UNKNOWN, PERSON_UNKNOWN, PERSON_AMBIGUOUS
     */
    link: ({ districtId, launchId, person }: { districtId: string; launchId: string; person: string }) =>
      inside(districtId, async (client) => {
        const personId = oneOf(await findTracedPeople(client, { districtId, person }), districtId)
        if (!(await desk.isLinkable(client, { districtId, personId }))) throw unknownPerson(districtId)
        const linked = await desk.linkLaunch(client, { districtId, launchId, personId, now: now() })
        if (!linked) throw unknownLaunch(districtId, launchId)
        return { personId }
      }),
    /** @throws Failure LAUNCH_UNKNOWN */
    dismiss: ({ districtId, launchId }: { districtId: string; launchId: string }) =>
      inside(districtId, async (client) => {
        const done = await desk.dismissLaunch(client, { districtId, launchId, now: now() })
        if (!done) throw unknownLaunch(districtId, launchId)
      }),
    /** @throws Failure LINK_UNKNOWN */
    unlink: ({ districtId, linkId }: { districtId: string; linkId: string }) =>
      inside(districtId, async (client) => {
        const personId = await desk.unlink(client, { districtId, linkId, now: now() })
        if (personId === null)
          throw new Failure(
            'LINK_UNKNOWN',
            'operator',
            `District ${districtId} has no link ${linkId}. "staffroom lti linked" lists those it has.`,
          )
        return { personId }
      }),
    ...openEmailDesk(inside, now),
  }
}

type Inside = <T>(districtId: string, work: Parameters<typeof inDistrict<T>>[2]) => Promise<T>

function openEmailDesk(inside: Inside, now: () => Date) {
  return {
    /** The registrations that serve the district, and which of them link by e-mail. */
    emailLinks: (districtId: string) => inside(districtId, (client) => desk.readEmailChoices(client, districtId)),
    /** @throws Failure LTI_REGISTRATION_UNKNOWN, LTI_REGISTRATION_SHARED */
    setEmailLinks: (wanted: { districtId: string; registrationId: string; enabled: boolean }) =>
      inside(wanted.districtId, async (client) => {
        const choices = await desk.readEmailChoices(client, wanted.districtId)
        checkChoice(
          choices.find(({ registrationId }) => registrationId === wanted.registrationId),
          wanted,
        )
        await desk.writeEmailChoice(client, { ...wanted, now: now() })
      }),
  }
}

function checkChoice(
  choice: { readonly servesOne: boolean } | undefined,
  wanted: { readonly districtId: string; readonly registrationId: string; readonly enabled: boolean },
): void {
  if (choice === undefined)
    throw new Failure(
      'LTI_REGISTRATION_UNKNOWN',
      'operator',
      `No registration ${wanted.registrationId} serves district ${wanted.districtId}. "staffroom lti list" lists them.`,
    )
  if (wanted.enabled && !choice.servesOne)
    throw new Failure(
      'LTI_REGISTRATION_SHARED',
      'operator',
      `Registration ${wanted.registrationId} serves other districts, too: an e-mail address proves nothing there. Give the district a registration of its own.`,
    )
}

function oneOf(ids: readonly string[], districtId: string): string {
  const [only] = ids
  if (only === undefined) throw unknownPerson(districtId)
  if (ids.length === 1) return only
  throw new Failure(
    'PERSON_AMBIGUOUS',
    'operator',
    `Several people of district ${districtId} are known by that id. Say which: ${ids.map(unmistakable).join(', ')}.`,
  )
}

function unknownPerson(districtId: string): Failure {
  return new Failure(
    'PERSON_UNKNOWN',
    'operator',
    `District ${districtId} knows nobody active by the id given. Give a sourcedId or our own number.`,
  )
}

function unknownLaunch(districtId: string, launchId: string): Failure {
  return new Failure(
    'LAUNCH_UNKNOWN',
    'operator',
    `District ${districtId} has no open launch ${launchId}. "staffroom lti unmatched" lists those it has.`,
  )
}
