/** A platform that nobody who may has confirmed says who teachers and students are, and of nobody who holds more. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import { openLaunchDesk } from '../../src/signin/launch-desk.ts'
import { registerPlatform } from '../../src/signin/registration.ts'
import type { Database } from '../../src/store/database.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { enter, rowsIn } from './launching.ts'
import type { Sent } from './launching.ts'
import { addPerson, change } from './roster.ts'

let tool: TestTool
let sync: Database
let lms: Lms
let registrationId: string
let people = 0

beforeAll(async () => {
  tool = await startTool()
  sync = tool.database.open('sync')
  const place = { port: 0, toolUrl: tool.publicUrl, clientId: 'of-it', deploymentId: 'of-it-1' }
  lms = await startLms({ ...place, now: tool.now })
  const registered = await registerPlatform(
    { db: tool.db, allowPrivateNetwork: true, frameOriginsOf },
    { ...lms.registration, deploymentId: 'of-it-1', districtId: 'd1', alone: true },
  )
  ;({ registrationId } = registered)
  await confirm(false)
})
afterAll(async () => {
  await lms.stop()
  await tool.stop()
})

/** As if a district administrator had confirmed it, or somebody lesser had bound it. */
async function confirm(isConfirmed: boolean): Promise<void> {
  await tool.db.pool.query(
    `update lti_deployment set confirmed_by = case when $2 then 'person:1' end,
       confirmed_at = case when $2 then now() end
     where registration_id = $1`,
    [registrationId, isConfirmed],
  )
}

interface Known {
  readonly id: string
  readonly sent: Sent
}

async function somebody(role: string): Promise<Known> {
  people += 1
  const sourcedId = `person-${people}`
  const id = await addPerson(sync, 'd1', { sourcedId, roles: [role] })
  return { id, sent: { sub: `sub-${people}`, personId: sourcedId, name: 'Ada Byron' } }
}

const launch = (sent: Sent) => enter(tool, sent, lms)
const personOf = async (sent: Sent) => (await launch(sent))?.principal.personId
const raise = ({ id }: Known, role = 'coach') =>
  change(
    sync,
    'd1',
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
     values ('d1', $1, $2, 'district', 0, 'feed', 'sis')`,
    [id, role],
  )
const linkOf = async ({ sent: { sub } }: Known) =>
  (
    await rowsIn<{ personId: string; vouched: boolean; linkedBy: string }>(
      tool,
      'd1',
      `select person_id::text as "personId", vouched, linked_by as "linkedBy" from lti_user_link where sub = '${sub}'`,
    )
  )[0]
const waitingOf = async ({ sent: { sub } }: Known) =>
  (
    await rowsIn<{ id: string; reason: string; proposed: string | null; status: string }>(
      tool,
      'd1',
      `select id::text, reason, proposed_person_id::text as proposed, status from lti_unmatched_launch where sub = '${sub}'`,
    )
  )[0]

describe('by a platform that nobody has confirmed', () => {
  it.each(['district_admin', 'it_admin', 'school_admin', 'coach', 'principal', 'billing_only'])(
    'a %s is not let in, but waits for an administrator with themself as the proposal',
    async (role) => {
      const known = await somebody(role)
      const entered = await launch(known.sent)
      expect(entered?.principal).toMatchObject({ personId: null, roles: [] })
      expect(await waitingOf(known)).toMatchObject({ reason: 'unconfirmed', proposed: known.id, status: 'open' })
      expect(await linkOf(known)).toBeUndefined()
    },
  )

  it.each(['teacher', 'student'])('a %s gets in as ever', async (role) => {
    const known = await somebody(role)
    expect(await personOf(known.sent)).toBe(known.id)
    expect(await personOf(known.sent)).toBe(known.id)
    expect(await linkOf(known)).toMatchObject({ vouched: false })
  })

  it('whoever comes without a name of the platform’s is none the more believed', async () => {
    const known = await somebody('district_admin')
    const verdict = await tool.launch({
      platform: lms,
      tamper: ({ claims }) => {
        delete claims['sub']
        claims['https://purl.imsglobal.org/spec/lti/claim/lis'] = { person_sourcedid: known.sent.personId }
      },
    })
    if (!verdict.ok) throw new Error(verdict.code)
    expect(await tool.signIn.admitLaunch(verdict.value)).toMatchObject({ unmatchedReason: 'unconfirmed' })
  })

  it('somebody who holds more since is signed out, and not let in again', async () => {
    const known = await somebody('teacher')
    const entered = await launch(known.sent)
    expect(entered?.principal.personId).toBe(known.id)
    await raise(known)
    expect(await tool.signIn.findPrincipal(entered?.token ?? '')).toBeNull()
    expect(await personOf(known.sent)).toBeNull()
    expect(await waitingOf(known)).toMatchObject({ reason: 'unconfirmed', proposed: known.id })
  })

  it('somebody whom whoever runs Staffroom has linked gets in, whatever they hold', async () => {
    const known = await somebody('coach')
    await launch(known.sent)
    const launchId = (await waitingOf(known))?.id ?? ''
    const desk = openLaunchDesk({ db: tool.db, now: tool.now })
    await desk.link({ districtId: 'd1', launchId, person: known.id })
    expect(await personOf(known.sent)).toBe(known.id)
    expect(await linkOf(known)).toMatchObject({ vouched: true, linkedBy: 'admin' })
  })
})

describe('once it is confirmed', () => {
  it('those who waited get in, and their links hold when it is doubted again', async () => {
    const [coach, teacher] = [await somebody('coach'), await somebody('teacher')]
    expect([await personOf(coach.sent), await personOf(teacher.sent)]).toEqual([null, teacher.id])
    await raise(teacher)
    await confirm(true)
    try {
      expect([await personOf(coach.sent), await personOf(teacher.sent)]).toEqual([coach.id, teacher.id])
      expect([await linkOf(coach), await linkOf(teacher)]).toMatchObject([{ vouched: true }, { vouched: true }])
      expect(await waitingOf(coach)).toMatchObject({ status: 'linked' })
    } finally {
      await confirm(false)
    }
    expect([await personOf(coach.sent), await personOf(teacher.sent)]).toEqual([coach.id, teacher.id])
    const late = await somebody('coach')
    expect(await personOf(late.sent)).toBeNull()
  })

  it('a teacher who came before it stays who they are, and keeps coming when they hold more', async () => {
    const known = await somebody('teacher')
    expect(await personOf(known.sent)).toBe(known.id)
    await confirm(true)
    try {
      await raise(known, 'principal')
      expect(await personOf(known.sent)).toBe(known.id)
    } finally {
      await confirm(false)
    }
    expect(await personOf(known.sent)).toBe(known.id)
  })

  it('another person’s number doesn’t take over a link that stands for somebody who holds more', async () => {
    const [known, other] = [await somebody('teacher'), await somebody('teacher')]
    expect(await personOf(known.sent)).toBe(known.id)
    await raise(known)
    const asOther = { ...known.sent, personId: other.sent.personId ?? '' }
    await personOf(asOther)
    expect(await linkOf(known)).toMatchObject({ personId: known.id, vouched: false })
  })
})
