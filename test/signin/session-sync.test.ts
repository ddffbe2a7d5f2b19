/** Sessions and the roster: what a sync takes away is gone within a second of its apply. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { writeDistrictRoleMap } from '../../src/sync/district-rules.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import { feedRole, person, smallDistrict } from '../support/literal-feed.ts'
import { openSyncBench } from '../support/sync-world.ts'
import type { SyncBench } from '../support/sync-world.ts'

const DISTRICT = 'd3'
const RULES = {
  rules: [{ when: { metadata: { jobTitle: ['Coach'] } }, grant: [{ role: 'coach' as const, scope: 'org' as const }] }],
}

let tool: TestTool
let lms: Lms
let sync: Database
let bench: SyncBench

const teacher = (over: Parameters<typeof person>[1] = {}): RosterRecord =>
  person('demo-teacher', { feedRoles: [feedRole('teacher', 's1')], ...over })
const coach = (metadata: Readonly<Record<string, string>>): RosterRecord =>
  person('demo-coach', { feedRoles: [feedRole('teacher', 's1')], metadata })
const COACH = coach({ jobTitle: 'Coach' })
/** The district keeps one coach, whatever happens: a run that takes the last one would be held. */
const ANOTHER = person('another-coach', { metadata: { jobTitle: 'Coach' } })

beforeAll(async () => {
  tool = await startTool()
  sync = tool.database.open('sync')
  bench = await openSyncBench(sync, DISTRICT)
  await inDistrict(sync, { districtId: DISTRICT, actor: 'test' }, (client) =>
    writeDistrictRoleMap(client, DISTRICT, RULES),
  )
  const place = { port: 0, toolUrl: tool.publicUrl, clientId: 'client-3', deploymentId: 'deployment-3', now: tool.now }
  lms = await startLms(place)
  await tool.register(lms, 'deployment-3', DISTRICT)
})
afterAll(async () => {
  await lms.stop()
  await tool.stop()
})
beforeEach(async () => {
  await apply(teacher(), COACH)
})

/** The small district with these two people in it, applied. */
async function apply(...people: readonly RosterRecord[]): Promise<void> {
  bench.feed.current = { records: [...smallDistrict(40), ANOTHER, ...people] }
  expect((await bench.sync()).state).toBe('reported')
}

async function launch(name: string): Promise<string> {
  const opened = await tool.open(await tool.prepare({ platform: lms, person: name }))
  if ('refused' in opened) throw new Error(`The launch was refused: ${opened.refused}`)
  expect(await heldBy(opened.token)).not.toBeNull()
  return opened.token
}

const heldBy = async (token: string): Promise<readonly string[] | null> =>
  (await tool.signIn.findPrincipal(token))?.roles.map(({ role }) => role).toSorted() ?? null

describe('within a second of the apply', () => {
  it('the session of a person who left the feed is over, also while it is being used', async () => {
    const token = await launch('demo-teacher')
    const stopping = new AbortController()
    let lastSeenAt = 0
    const watching = (async () => {
      while (!stopping.signal.aborted) {
        if ((await heldBy(token)) !== null) lastSeenAt = Date.now()
        await sleep(20)
      }
    })()
    await apply(COACH)
    const appliedAt = Date.now()
    await sleep(1000)
    stopping.abort()
    await watching
    expect(await heldBy(token)).toBeNull()
    expect(lastSeenAt).toBeGreaterThan(0)
    expect(lastSeenAt - appliedAt).toBeLessThan(1000)
  })

  it('the session of a person whom the feed disabled is over, and stays over when they come back', async () => {
    const token = await launch('demo-teacher')
    await apply(teacher({ enabled: false }), COACH)
    expect(await heldBy(token)).toBeNull()
    await apply(teacher(), COACH)
    expect(await heldBy(token)).toBeNull()
    expect(await heldBy(await launch('demo-teacher'))).toEqual(['teacher'])
  })

  it('the session of a coach who is none any more is over; the next launch finds what is left', async () => {
    const token = await launch('demo-coach')
    expect(await heldBy(token)).toEqual(['coach', 'teacher'])
    await apply(teacher(), coach({}))
    expect(await heldBy(token)).toBeNull()
    expect(await heldBy(await launch('demo-coach'))).toEqual(['teacher'])
  })

  it('the session of somebody whose account was suspended is over', async () => {
    const token = await launch('demo-teacher')
    await inDistrict(tool.db, { districtId: DISTRICT, actor: 'test' }, (client) =>
      client.query(
        `insert into account (district_id, person_id, email, password_hash, status)
         select district_id, person_id, 'teacher@d3.example', 'x', 'suspended' from person_source
         where district_id = $1 and sourced_id = 'demo-teacher'
         on conflict (district_id, person_id) do update set status = 'suspended'`,
        [DISTRICT],
      ),
    )
    expect(await heldBy(token)).toBeNull()
    await inDistrict(tool.db, { districtId: DISTRICT, actor: 'test' }, (client) =>
      client.query("update account set status = 'active' where district_id = $1", [DISTRICT]),
    )
  })

  it('everybody else stays', async () => {
    const token = await launch('demo-coach')
    await apply(COACH)
    expect(await heldBy(token)).toEqual(['coach', 'teacher'])
  })
})
