/** A school that launches: people with courses in an LMS, and launches of theirs that wait to be posted. */

import { startLogin } from '../../src/lti/login.ts'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import type { LaunchRequest } from '../../src/lti/verify-launch.ts'
import { registerPlatform } from '../../src/signin/registration.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { globally, openDatabase } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import { addPerson, change } from '../signin/roster.ts'

const DISTRICT = 'launches'
const COURSES = 8
const PEOPLE_EACH = 25
// Neighbours in the line come from different courses.
const STEP = 27
// So many are made ready at once.
const TOGETHER = 50

interface Member {
  readonly key: string
  readonly courseId: string
}

export interface LaunchDistrict {
  readonly lms: Lms
  /** Who launches, and out of which course. */
  readonly members: readonly Member[]
}

/** Makes the district, its people and classes, and the LMS they launch from; `publicUrl` is the tool's. */
export async function plantLaunchDistrict(place: {
  readonly db: Database
  readonly url: string
  readonly publicUrl: string
}): Promise<LaunchDistrict> {
  const { db, url, publicUrl } = place
  const courses = Array.from({ length: COURSES }, (_, at) => ({
    id: `course-${at}`,
    title: `Course ${at}`,
    courseSourcedId: `course-${at}`,
    sectionSourcedIds: [`class-${at}`],
  }))
  const members = courses.flatMap(({ id: courseId }, at) =>
    Array.from({ length: PEOPLE_EACH }, (_, one) => ({ key: `person-${at}-${one}`, courseId })),
  )
  const lms = await startLms({
    port: 0,
    toolUrl: publicUrl,
    clientId: 'bench',
    deploymentId: 'bench-1',
    profile: 'moodle',
    courses,
    people: members.map(({ key }) => ({
      key,
      sub: `lms-${key}`,
      name: 'Somebody Here',
      email: `${key}@bench.example`,
      sourcedId: key,
      roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      about: '',
    })),
  })
  await globally(db, (client) =>
    createDistrict(client, { id: DISTRICT, name: 'Launches', timezone: 'UTC', customerId: null }),
  )
  const settings = { db, allowPrivateNetwork: true, frameOriginsOf }
  await registerPlatform(settings, { ...lms.registration, deploymentId: 'bench-1', districtId: DISTRICT })
  await plantRoster(url, members)
  return { lms, members }
}

async function plantRoster(url: string, members: readonly Member[]): Promise<void> {
  const sync = openDatabase({ url, role: 'sync' })
  try {
    for (const { key } of members) await addPerson(sync, DISTRICT, { sourcedId: key, roles: ['student'] })
    await change(
      sync,
      DISTRICT,
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
       select $1, 'sis', 'class-' || n, 'Course ' || n, 'scheduled', 'school-1' from generate_series(0, $2 - 1) n`,
      [DISTRICT, COURSES],
    )
  } finally {
    await sync.close()
  }
}

interface Prepared {
  readonly publicUrl: string
  readonly count: number
}

/** Logins that were begun, with the tokens that the platform signed for them: everybody once, in turns. */
export async function prepareLaunches(
  signIn: Pick<SignIn, 'ltiWorld'>,
  district: LaunchDistrict,
  { publicUrl, count }: Prepared,
): Promise<readonly LaunchRequest[]> {
  const { members } = district
  const requests: LaunchRequest[] = []
  while (requests.length < count) {
    const some = Array.from({ length: Math.min(TOGETHER, count - requests.length) }, (_, at) => {
      const member = members[((requests.length + at) * STEP) % members.length]
      return prepareLaunch(signIn, district, { ...member, publicUrl })
    })
    requests.push(...(await Promise.all(some)))
  }
  return requests
}

async function prepareLaunch(
  { ltiWorld }: Pick<SignIn, 'ltiWorld'>,
  { lms }: LaunchDistrict,
  { key = '', courseId = '', publicUrl }: Partial<Member> & { readonly publicUrl: string },
): Promise<LaunchRequest> {
  const query = new URL(lms.startLaunch(key, { courseId })).searchParams
  const started = await startLogin(ltiWorld, { publicUrl }, Object.fromEntries(query))
  if (!started.ok) throw new Error(`The login was refused: ${started.code}`)
  const { redirectTo, cookieName, cookieValue } = started.value
  return { form: await lms.authorise(redirectTo), cookies: { [cookieName]: cookieValue } }
}
