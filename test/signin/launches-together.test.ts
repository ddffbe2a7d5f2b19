/** Launches that come in one moment are let in together: each for itself, in its own district, once. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyLaunch } from '../../src/lti/verify-launch.ts'
import type { LaunchRequest, VerifiedLaunch } from '../../src/lti/verify-launch.ts'
import { identify } from '../../src/signin/identify.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { hashToken } from '../../src/store/signin/session.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { saying } from './launching.ts'
import type { Sent } from './launching.ts'
import { addPerson, change } from './roster.ts'

const PEOPLE = 12

let tool: TestTool
let sync: Database
let second: Lms
const ids = { d1: [] as string[], d2: [] as string[] }

beforeAll(async () => {
  tool = await startTool()
  sync = tool.database.open('sync')
  second = await startLms({
    port: 0,
    toolUrl: tool.publicUrl,
    clientId: 'client-2',
    deploymentId: 'deployment-2',
    now: tool.now,
  })
  await tool.register(second, 'deployment-2', 'd2')
  for (const district of ['d1', 'd2'] as const) {
    for (let at = 0; at < PEOPLE; at += 1) {
      ids[district].push(await addPerson(sync, district, { sourcedId: `p-${at}`, roles: ['student'] }))
    }
  }
  // Everybody has launched before.
  for (let at = 0; at < PEOPLE; at += 1) {
    await personOf(await launched(who(at)))
    await personOf(await launched(who(at), second))
  }
})
afterAll(async () => {
  await second.stop()
  await tool.stop()
})

/** Called the same by both platforms, and known to both districts by the same number. */
const who = (at: number): Sent => ({ sub: `lms-${at}`, personId: `p-${at}`, course: `course-${at % 3}` })
/** The same out of the other district's deployment of the first platform. */
const there = (at: number): Sent => ({ ...who(at), deploymentId: 'deployment-of-d2' })

function prepared(sent: Sent, lms?: Lms, targetLinkUri?: string): Promise<LaunchRequest> {
  return tool.prepare({
    tamper: saying(sent),
    ...(lms === undefined ? {} : { platform: lms }),
    ...(targetLinkUri === undefined ? {} : { start: { targetLinkUri } }),
  })
}

async function verified(request: LaunchRequest): Promise<VerifiedLaunch> {
  const verdict = await tool.verify(request)
  if (!verdict.ok) throw new Error(`The launch was refused: ${verdict.code}`)
  return verdict.value
}

async function launched(sent: Sent, lms?: Lms): Promise<string> {
  return codeOf(await tool.signIn.admitLaunch(await verified(await prepared(sent, lms))))
}

function codeOf(admission: Awaited<ReturnType<TestTool['signIn']['admitLaunch']>>): string {
  if (!admission.admitted) throw new Error('The launch was not let in.')
  return admission.code
}

async function personOf(code: string) {
  const session = await tool.signIn.exchangeCode(code)
  const principal = session && (await tool.signIn.findPrincipal(session.token))
  return principal && { districtId: principal.districtId, personId: principal.personId }
}

async function countCodes(): Promise<number> {
  const { rows } = await tool.db.pool.query<{ count: number }>('select count(*)::int as count from session_code')
  return rows[0]?.count ?? 0
}

/** How often the work takes a connection: a statement or a transaction each. */
async function connectionsTaken(work: () => Promise<unknown>): Promise<number> {
  let taken = 0
  const count = (): void => {
    taken += 1
  }
  tool.db.pool.on('acquire', count)
  await work()
  tool.db.pool.off('acquire', count)
  return taken
}

/** As the database's owner: a fault that it has with the codes that `condition` names. */
async function withFault(condition: string, code: string, work: () => Promise<void>): Promise<void> {
  const owner = tool.database.open('owner').pool
  await owner.query(`create function planted_fault() returns trigger language plpgsql as
    $$ begin if ${condition} then raise exception 'planted' using errcode = '${code}'; end if; return new; end $$`)
  await owner.query(
    'create trigger planted before insert on session_code for each row execute function planted_fault()',
  )
  try {
    await work()
  } finally {
    await owner.query('drop function planted_fault cascade')
  }
}

describe('launches of many people at once', () => {
  it('make each of them a session of their own, in the district of their platform', async () => {
    const asked = Array.from({ length: PEOPLE }, (_, at) => [who(at), who(at)] as const)
    const requests = await Promise.all(asked.flatMap(([one, two]) => [prepared(one), prepared(two, second)]))
    const opened = await Promise.all(requests.map((request) => tool.open(request)))
    const found = await Promise.all(
      opened.map((each) => ('token' in each ? tool.signIn.findPrincipal(each.token) : Promise.resolve(null))),
    )
    expect(found.map((each) => each && [each.districtId, each.personId])).toEqual(
      asked.flatMap((_, at) => [
        ['d1', ids.d1[at]],
        ['d2', ids.d2[at]],
      ]),
    )
  })

  it('by one registration that serves two districts go each to the district of its deployment', async () => {
    await tool.register(tool.lms, 'deployment-of-d2', 'd2')
    // The same names of the platform are linked in both districts.
    for (let at = 0; at < 4; at += 1) await launched(there(at))
    const sent = [0, 1, 2, 3].flatMap((at) => [who(at), there(at)])
    const launches = await Promise.all((await Promise.all(sent.map((each) => prepared(each)))).map(verified))
    const admitted = await Promise.all(launches.map((launch) => tool.signIn.admitLaunch(launch)))
    expect(await Promise.all(admitted.map((each) => personOf(codeOf(each))))).toEqual(
      [0, 1, 2, 3].flatMap((at) => [
        { districtId: 'd1', personId: ids.d1[at] },
        { districtId: 'd2', personId: ids.d2[at] },
      ]),
    )
  })

  it('take a few turns at the database, not a few each', async () => {
    const requests = await Promise.all(Array.from({ length: PEOPLE }, (_, at) => prepared(who(at))))
    const taken = await connectionsTaken(async () => {
      const launches = await Promise.all(requests.map(verified))
      await Promise.all(launches.map((launch) => tool.signIn.admitLaunch(launch)))
    })
    // Logins looked up, used up, codes made: twice, where the first of them doesn't wait for the others.
    expect(taken).toBeLessThanOrEqual(6)
  })

  it('write of a course page only what has changed', async () => {
    const pages = () =>
      inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, async (client) => {
        const { rows } = await client.query<{ context_id: string; version: string; seen_at: Date }>(
          `select context_id, xmin::text as version, seen_at from lti_context_link where district_id = 'd1' order by 1`,
        )
        return rows
      })
    const before = await pages()
    await Promise.all([0, 1, 2, 3, 4, 5].map((at) => launched(who(at))))
    expect(await pages()).toEqual(before)
    const owner = tool.database.open('owner')
    await inDistrict(owner, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query(`update lti_context_link set seen_at = now() - interval '1 day' where context_id = 'course-1'`),
    )
    await Promise.all([0, 1, 4].map((at) => launched(who(at))))
    const after = await pages()
    expect([after[0], after[2]]).toEqual([before[0], before[2]])
    expect(after[1]?.seen_at.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it('are used up once each, though one comes twice in the same moment', async () => {
    const [once, twice] = await Promise.all([prepared(who(0)), prepared(who(1))])
    const verdicts = await Promise.all([twice, once, twice, twice].map((request) => tool.verify(request)))
    expect(verdicts.map((verdict) => (verdict.ok ? verdict.value.subject : verdict.code))).toEqual([
      'lms-1',
      'lms-0',
      'launch_replayed',
      'launch_replayed',
    ])
  })

  it('get a code each of which one exchange makes a session', async () => {
    const codes = await Promise.all(Array.from({ length: PEOPLE }, (_, at) => launched(who(at))))
    const found = await Promise.all([...codes, ...codes].map(personOf))
    expect(found.filter((each) => each !== null)).toHaveLength(PEOPLE)
    expect(found.slice(0, PEOPLE).map((each) => each?.personId)).toEqual(ids.d1)
  })
})

describe('one bad launch among others', () => {
  it('that is refused harms none of them', async () => {
    const requests = await Promise.all(Array.from({ length: 6 }, (_, at) => prepared(who(at))))
    const [bad, ...good] = requests
    const foreign = { ...bad, form: { ...bad?.form, id_token: good[0]?.form['id_token'] }, cookies: bad?.cookies ?? {} }
    const opened = await Promise.all([good[0], foreign, ...good.slice(1)].map((each) => tool.open(each ?? foreign)))
    expect(opened.map((each) => ('token' in each ? 'in' : each.refused))).toEqual([
      'in',
      'nonce_wrong',
      'in',
      'in',
      'in',
      'in',
    ])
  })

  it('with text that no database keeps harms none of them', async () => {
    const sent = [who(0), { ...who(1), sub: 'nul \0 in it' }, { ...who(2), course: 'half \uD800 of a sign' }, who(3)]
    const launches = await Promise.all((await Promise.all(sent.map((each) => prepared(each)))).map(verified))
    const admitted = await Promise.allSettled(launches.map((launch) => tool.signIn.admitLaunch(launch)))
    expect(admitted.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  })

  it('that the database won’t keep fails alone, and the others come in', async () => {
    const bad = `${tool.publicUrl}/open/communities/13`
    const requests = await Promise.all([prepared(who(0)), prepared(who(1), undefined, bad), prepared(who(2))])
    const launches = await Promise.all(requests.map(verified))
    await withFault(`new.opens = 'community:13'`, '22023', async () => {
      const admitted = await Promise.allSettled(launches.map((launch) => tool.signIn.admitLaunch(launch)))
      expect(admitted.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      const codes = admitted.flatMap((each) => (each.status === 'fulfilled' ? [codeOf(each.value)] : []))
      expect(await Promise.all(codes.map(personOf))).toEqual([
        { districtId: 'd1', personId: ids.d1[0] },
        { districtId: 'd1', personId: ids.d1[2] },
      ])
    })
  })

  it('of another district that fails leaves this one alone', async () => {
    const requests = await Promise.all([prepared(who(0)), prepared(who(0), second)])
    const launches = await Promise.all(requests.map(verified))
    await withFault(`new.district_id = 'd2'`, '53100', async () => {
      const admitted = await Promise.allSettled(launches.map((launch) => tool.signIn.admitLaunch(launch)))
      expect(admitted.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    })
  })
})

describe('a database that fails while launches are let in together', () => {
  it.each(['53100', '57P01', '22023'])(
    '(%s) refuses each of them, keeps nothing, and their logins stay used up',
    async (code) => {
      const requests = await Promise.all([0, 1, 2, 3].map((at) => prepared(who(at))))
      const launches = await Promise.all(requests.map(verified))
      const before = await countCodes()
      await withFault('true', code, async () => {
        const admitted = await Promise.allSettled(launches.map((launch) => tool.signIn.admitLaunch(launch)))
        expect(admitted.map((each) => each.status === 'rejected' && (each.reason as { code?: string }).code)).toEqual([
          code,
          code,
          code,
          code,
        ])
      })
      expect(await countCodes()).toBe(before)
      expect(await Promise.all(requests.map((request) => tool.open(request)))).toEqual(
        requests.map(() => ({ refused: 'launch_replayed' })),
      )
    },
  )

  it('lets the next ones in as soon as it is well', async () => {
    await withFault('true', '53100', async () => {
      const launch = await verified(await prepared(who(0)))
      await expect(tool.signIn.admitLaunch(launch)).rejects.toThrow('planted')
    })
    expect(await personOf(await launched(who(0)))).toEqual({ districtId: 'd1', personId: ids.d1[0] })
  })
})

/** What looking at a launch alone says of it; nothing is kept. */
async function lookedAt(launch: VerifiedLaunch) {
  const found = { identity: null as Awaited<ReturnType<typeof identify>> | null }
  const undone = inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, async (client) => {
    found.identity = await identify(client, launch)
    throw new Error('Undone.')
  })
  await expect(undone).rejects.toThrow('Undone.')
  const { identity } = found
  if (identity === null || identity.kind === 'shut') return identity?.because ?? null
  const { classId } = identity
  if (identity.kind === 'unmatched') return { personId: null, classId, reason: identity.reason, isWeak: false }
  return { personId: identity.personId, classId, reason: null, isWeak: identity.isWeak }
}

/** What letting it in keeps. */
async function letIn(launch: VerifiedLaunch) {
  const admission = await tool.signIn.admitLaunch(launch)
  if (!admission.admitted) return 'inactive'
  const { rows } = await tool.db.pool.query<{ kept: object }>(
    `select jsonb_build_object('personId', person_id::text, 'classId', class_id::text, 'reason', unmatched_reason,
       'isWeak', weak) as kept from session_code where code_hash = $1`,
    [hashToken(admission.code)],
  )
  return rows[0]?.kept ?? null
}

const changingPerson = (set: string) => `update person set ${set} where district_id = $1 and id = PERSON`
const changingPage = (set: string) =>
  `update lti_context_link set ${set} where district_id = $1 and context_id = 'page'`
const linkBy = (by: string, isVouched = false) =>
  `update lti_user_link set linked_by = '${by}', vouched = ${isVouched} where district_id = $1 and sub = 'lms-own'`

describe('somebody who is let in with others is whom they would be alone', () => {
  const own = { sub: 'lms-own', personId: 'own', course: 'page', classSourcedId: 'k-1' }
  const states: readonly (readonly [string, Partial<Sent>, readonly string[]])[] = [
    ['linked, from a page with a class', {}, []],
    ['linked, whatever number the platform sends now', { personId: 'p-0' }, []],
    ['by another name of the platform', { sub: 'lms-other' }, []],
    ['retired', {}, [changingPerson(`status = 'retired'`)]],
    ['back again', {}, [changingPerson(`status = 'active'`)]],
    ['disabled', {}, [changingPerson('enabled = false')]],
    ['enabled again', {}, [changingPerson('enabled = true')]],
    ['linked by an address', { personId: '' }, [linkBy('email')]],
    [
      'linked by an address and more than that opens',
      { personId: '' },
      [
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         values ($1, PERSON, 'coach', 'district', 0, 'manual')`,
      ],
    ],
    ['linked by a platform that nobody has confirmed', { personId: '' }, [linkBy('sourcedId')]],
    ['linked by a number again', {}, [linkBy('sourcedId', true)]],
    ['from a page of another class', { classSourcedId: 'k-2' }, []],
    [
      'from a page whose class has ended',
      {},
      [`update class set status = 'retired' where district_id = $1 and sourced_id = 'k-1'`],
    ],
    ['from a page whose class has ended, with another named', { classSourcedId: 'k-2' }, []],
    [
      'from a page whose class began again',
      {},
      [`update class set status = 'active' where district_id = $1 and sourced_id = 'k-1'`],
    ],
    [
      'from a page that is no class',
      {},
      [changingPage(`class_id = null, linked_by = null, dismissed_at = now(), dismissed_by = 'x'`)],
    ],
    ['from a page that nobody knows', { course: 'unknown', classSourcedId: 'nothing' }, []],
    ['from a page of several classes, one of them their own', { course: 'shared', sections: 'k-1,k-2' }, []],
    ['from a page of several classes, none of them their own', { course: 'shared-2', sections: 'k-2,k-3' }, []],
    ['from no page', { course: '' }, []],
    ['as the test student', { roles: ['http://purl.imsglobal.org/vocab/lti/system/person#TestUser'] }, []],
  ]

  it('in every state that person, link and page may be in', async () => {
    ids.d1.push(await addPerson(sync, 'd1', { sourcedId: 'own', roles: ['student'] }))
    const personId = ids.d1.at(-1) ?? ''
    for (const name of ['k-1', 'k-2', 'k-3']) {
      await change(
        sync,
        'd1',
        `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
         values ($1, 'sis', $2, $2, 'scheduled', 'x')`,
        ['d1', name],
      )
    }
    await change(
      sync,
      'd1',
      `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
       select $1, 'sis', 'own-k-1', id, $2, 'student', true from class where district_id = $1 and sourced_id = 'k-1'`,
      ['d1', personId],
    )
    const owner = tool.database.open('owner')
    for (const [state, sent, changes] of states) {
      for (const statement of changes) {
        await inDistrict(owner, { districtId: 'd1', actor: 'test' }, (client) =>
          client.query(statement.replace('PERSON', personId), ['d1']),
        )
      }
      const said = { ...own, ...sent }
      // The first time something may be written of it; the second time, nothing.
      for (const time of ['first', 'second']) {
        const launch = await verified(await prepared(said.course === '' ? withoutCourse(said) : said))
        const alone = await lookedAt(launch)
        expect({ state, time, kept: await letIn(launch) }).toEqual({ state, time, kept: alone })
      }
    }
  })
})

function withoutCourse({ course: _course, classSourcedId: _class, ...sent }: Sent): Sent {
  return sent
}

it('a launch that is verified by one process can’t be let in by its form again', async () => {
  const request = await prepared(who(0))
  await verified(request)
  const again = await verifyLaunch(tool.signIn.ltiWorld, { publicUrl: tool.publicUrl }, request)
  expect(again).toMatchObject({ ok: false, code: 'launch_replayed' })
})
