/** Sessions: one per code, over when idle, old, ended or when the person may not come in any more. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { purgeExpiredSignIn } from '../../src/store/signin/session.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { addPerson, change } from './roster.ts'

const HOUR_MS = 3_600_000

let tool: TestTool
let sync: Database
let teacher: string

beforeAll(async () => {
  tool = await startTool()
  sync = tool.database.open('sync')
  teacher = await addPerson(sync, 'd1', { sourcedId: 'demo-teacher', roles: ['teacher', 'coach'] })
})
afterAll(() => tool.stop())
afterEach(() => {
  tool.clock.offsetMs = 0
})

async function launchCode(person = 'demo-teacher'): Promise<string> {
  const verdict = await tool.launch({ person })
  if (!verdict.ok) throw new Error(`The launch was refused: ${verdict.code}`)
  const admission = await tool.signIn.admitLaunch(verdict.value)
  if (!admission.admitted) throw new Error('The launch was not let in.')
  return admission.code
}

async function openSession(): Promise<string> {
  const session = await tool.signIn.exchangeCode(await launchCode())
  if (session === null) throw new Error('The code was refused.')
  return session.token
}

function setStatus(status: string): Promise<void> {
  return change(sync, 'd1', 'update person set status = $3 where district_id = $1 and id = $2', ['d1', teacher, status])
}

function enable(isOn: boolean): Promise<void> {
  return change(sync, 'd1', 'update person set enabled = $3 where district_id = $1 and id = $2', ['d1', teacher, isOn])
}

function turnCoach(status: string): Promise<void> {
  const statement = `update role_grant set status = $3 where district_id = $1 and person_id = $2 and role = 'coach'`
  return change(sync, 'd1', statement, ['d1', teacher, status])
}

const heldBy = async (token: string): Promise<readonly string[] | null> =>
  (await tool.signIn.findPrincipal(token))?.roles.map(({ role }) => role).toSorted() ?? null
const isIn = async (token: string): Promise<boolean> => (await tool.signIn.findPrincipal(token)) !== null

describe('a launch’s code', () => {
  it('makes one session, however many ask at once', async () => {
    const code = await launchCode()
    const sessions = await Promise.all(Array.from({ length: 50 }, () => tool.signIn.exchangeCode(code)))
    expect(sessions.filter((session) => session !== null)).toHaveLength(1)
    expect(await tool.signIn.exchangeCode(code)).toBeNull()
  })

  it('is no good after two minutes, and nor is a made-up one', async () => {
    const code = await launchCode()
    tool.clock.offsetMs = 120_000
    expect(await tool.signIn.exchangeCode(code)).toBeNull()
    expect(await tool.signIn.exchangeCode('made-up')).toBeNull()
  })
})

describe('a session', () => {
  it('ends after an hour without use, and use keeps it alive', async () => {
    const [used, idle] = [await openSession(), await openSession()]
    tool.clock.offsetMs = HOUR_MS - 1
    expect(await isIn(used)).toBe(true)
    tool.clock.offsetMs = HOUR_MS + 1
    expect(await isIn(idle)).toBe(false)
    expect(await isIn(used)).toBe(true)
  })

  it('ends after twelve hours, used or not', async () => {
    const token = await openSession()
    for (let hour = 0; hour < 12; hour += 0.5) {
      tool.clock.offsetMs = hour * HOUR_MS
      expect(await isIn(token)).toBe(true)
    }
    tool.clock.offsetMs = 12 * HOUR_MS
    expect(await isIn(token)).toBe(false)
  })

  it('ends when it is ended', async () => {
    const token = await openSession()
    await tool.signIn.endSession(token)
    expect(await isIn(token)).toBe(false)
    expect(await isIn('made-up')).toBe(false)
  })

  it('ends when a role of the district is lost, and the next one has what is left', async () => {
    const token = await openSession()
    expect(await heldBy(token)).toEqual(['coach', 'teacher'])
    const statement = `update role_grant set status = 'revoked' where district_id = $1 and person_id = $2 and role = 'coach'`
    await change(sync, 'd1', statement, ['d1', teacher])
    expect(await heldBy(token)).toBeNull()
    expect(await heldBy(await openSession())).toEqual(['teacher'])
  })

  it('gains a role at the next request, and ends when that one is lost again', async () => {
    const token = await openSession()
    expect(await heldBy(token)).toEqual(['teacher'])
    await turnCoach('active')
    expect(await heldBy(token)).toEqual(['coach', 'teacher'])
    await turnCoach('revoked')
    expect(await heldBy(token)).toBeNull()
  })

  it('outlives the loss of a class, which counts at once', async () => {
    const insert = `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
      values ($1, $2, 'class_lead', 'class', 4711, 'manual')`
    await change(sync, 'd1', insert, ['d1', teacher])
    const token = await openSession()
    expect(await heldBy(token)).toEqual(['class_lead', 'teacher'])
    const statement = `update role_grant set status = 'revoked' where district_id = $1 and person_id = $2 and role = 'class_lead'`
    await change(sync, 'd1', statement, ['d1', teacher])
    expect(await heldBy(token)).toEqual(['teacher'])
  })

  it('ends for good at the next request after the person has retired', async () => {
    const token = await openSession()
    await setStatus('retired')
    expect(await isIn(token)).toBe(false)
    await setStatus('active')
    expect(await isIn(token)).toBe(false)
    expect(await isIn(await openSession())).toBe(true)
  })

  it('ends for good when its person is disabled, with every role still theirs', async () => {
    const token = await openSession()
    expect(await isIn(token)).toBe(true)
    await enable(false)
    expect(await isIn(token)).toBe(false)
    await enable(true)
    expect(await isIn(token)).toBe(false)
    expect(await isIn(await openSession())).toBe(true)
  })

  it('is kept as a hash: nothing in the database opens it', async () => {
    const code = await launchCode()
    const session = await tool.signIn.exchangeCode(code)
    const { rows } = await tool.db.pool.query<{ text: string }>(
      'select s::text as text from session s union all select c::text from session_code c',
    )
    const dump = rows.map(({ text }) => text).join('\n')
    expect(dump).not.toContain(code)
    expect(dump).not.toContain(session?.token)
  })
})

describe('the purge', () => {
  it('removes what expired a day ago and leaves the rest', async () => {
    const token = await openSession()
    expect(await purgeExpiredSignIn(sync, tool.now())).toBe(0)
    expect(await isIn(token)).toBe(true)
    tool.clock.offsetMs = 40 * HOUR_MS
    expect(await purgeExpiredSignIn(sync, tool.now())).toBeGreaterThan(0)
    const { rows } = await tool.db.pool.query(
      'select (select count(*) from session) + (select count(*) from session_code) + (select count(*) from lti_login_state) as left',
    )
    expect(rows).toEqual([{ left: '0' }])
  })
})
