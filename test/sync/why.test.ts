/** Why a person has each role and seat: traced to row, rule, run and ledger, and told only within the district. */

import { beforeAll, describe, expect, it } from 'vitest'
import { printExplanation } from '../../src/cli/audit/why.ts'
import { linkNamed } from '../../src/daemon/desk/identity.ts'
import { globally, inDistrict } from '../../src/store/database.ts'
import { grantRoleByHand } from '../../src/store/signin/account.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { writeDistrictRoleMap } from '../../src/sync/district-rules.ts'
import { explainPerson } from '../../src/sync/why.ts'
import { useDatabase } from '../support/database.ts'
import { enrolment, feedRole, person, smallDistrict } from '../support/literal-feed.ts'
import { type SyncBench, openSyncBench } from '../support/sync-world.ts'

const database = useDatabase()
let bench: SyncBench
let firstRun: string

const coach = person('k1', {
  givenName: 'Canary',
  familyName: 'Name',
  email: 'canary@example.org',
  feedRoles: [feedRole('teacher', 's1')],
  metadata: { jobTitle: 'Coach' },
})
const rules = (word: string) => ({
  rules: [{ when: { metadata: { jobTitle: [word] } }, grant: [{ role: 'coach' as const, scope: 'org' as const }] }],
})
const inside = { districtId: 'd1', actor: 'test' }
const why = (sourcedId: string, districtId: string | null = 'd1') =>
  explainPerson(bench.world, { districtId, person: sourcedId })

beforeAll(async () => {
  bench = await openSyncBench(database.open('sync'))
  await inDistrict(bench.world.db, inside, (client) => writeDistrictRoleMap(client, 'd1', rules('Coach')))
  await bench.buySeats(3)
  bench.feed.current = { records: [...smallDistrict(10), coach] }
  firstRun = (await bench.sync()).runId
})

describe('why', () => {
  it('refuses somebody whom the district does not know, and a district that is not theirs', async () => {
    await expect(why('nobody')).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' })
    await globally(bench.world.db, (client) =>
      client.query("insert into district (id, name, timezone) values ('d2', 'D2', 'UTC')"),
    )
    await expect(why('k1', 'd2')).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' })
    await expect(why('99999999999999999999999', 'd1')).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' })
  })

  it('traces a role to the rule and the row, and the seat to the role and its ledger entry', async () => {
    const found = await why('k1', null)
    const role = found.roles.find((one) => one.role === 'coach')
    expect(role).toMatchObject({
      scopeType: 'school',
      scopeSourcedId: 's1',
      rule: 'district:1',
      grantedRunId: firstRun,
      ruleNow: { when: { metadata: { jobTitle: ['coach'] } } },
      mapChangedSince: false,
      rows: [{ source: 'sis', table: 'people', sourcedId: 'k1', runId: firstRun }],
    })
    expect(found.seats).toMatchObject([
      {
        kind: 'coaching-seats',
        state: 'assigned',
        because: [{ role: 'coach', scopeType: 'school', scopeSourcedId: 's1' }],
        entries: [{ move: 'assign', reason: 'seat_free', runId: firstRun, actor: `run:${firstRun}` }],
      },
    ])
  })

  it('traces a class lead to the enrolment', async () => {
    const found = await why('t1')
    const lead = found.roles.find((one) => one.role === 'class_lead')
    expect(lead).toMatchObject({ rule: 'enrolment', ruleNow: null, scopeType: 'class' })
    expect(lead?.rows).toHaveLength(1)
    expect(lead?.rows[0]).toMatchObject({ table: 'enrolments', source: 'sis', status: 'active' })
  })

  it('names who gave a role by hand', async () => {
    const { personId } = await why('t1')
    await inDistrict(bench.world.db, { districtId: 'd1', actor: 'person:17' }, (client) =>
      grantRoleByHand(client, {
        districtId: 'd1',
        personId,
        role: 'it_admin',
        scopeType: 'district',
        scopeId: '0',
        rule: 'invitation',
      }),
    )
    const found = await explainPerson(bench.world, { districtId: 'd1', person: personId })
    expect(found.roles.find((one) => one.role === 'it_admin')).toMatchObject({
      origin: 'manual',
      grantedBy: 'person:17',
      rows: [],
      source: null,
    })
  })

  it('says who approved the run that took a role, and that the rule is another by now', async () => {
    await inDistrict(bench.world.db, inside, (client) => writeDistrictRoleMap(client, 'd1', rules('Nobody')))
    const held = { ...coach, metadata: {} }
    bench.feed.current = {
      records: [...smallDistrict(10).slice(0, 4), held, enrolment('c1', 'k1', { role: 'teacher' })],
    }
    const run = await bench.sync()
    expect(run.state).toBe('held')
    const before = await why('k1')
    expect(before.roles.find((one) => one.role === 'coach')).toMatchObject({ status: 'active', mapChangedSince: true })
    await approveRun(bench.world, { districtId: 'd1', runId: run.runId, by: 'person:23' })
    const after = await why('k1')
    expect(after.roles.find((one) => one.role === 'coach')).toMatchObject({
      status: 'revoked',
      revokedRunId: run.runId,
    })
    expect(after.runs.find(({ runId }) => runId === run.runId)).toMatchObject({ decidedBy: 'person:23' })
    expect(after.seats).toMatchObject([{ state: 'grace', because: [] }])
  })

  it('prints it for a person without a name or an address in it', async () => {
    const found = await why('k1')
    const printed = printExplanation(found, true).join('\n')
    expect(JSON.stringify(found)).not.toMatch(/canary/i)
    expect(printed).not.toMatch(/canary/i)
    expect(printed).toContain('coach at school s1')
    expect(printed).toContain('approved by person:23')
    expect(printed).toContain('needed for: nothing any more')
    expect(printExplanation(found, false).join('\n')).not.toContain('coach at school s1, since')
  })
})

describe('a sourcedId that is somebody else’s number', () => {
  it('is told as such, with a form that always works', async () => {
    const { world, ...other } = await openSyncBench(bench.world.db, 'd9')
    other.feed.current = { records: smallDistrict(10) }
    await other.sync()
    const [first] = await other.query<{ id: string }>('select min(id)::text as id from person')
    const number = first?.id ?? ''
    other.feed.current = { records: [...smallDistrict(10), person(number)] }
    await other.sync()
    const [holder] = await other.query<{ id: string }>(
      'select person_id::text as id from person_source where sourced_id = $1',
      [number],
    )
    const choices = [`id:${number}`, `id:${holder?.id ?? ''}`]
    expect(new Set(choices).size).toBe(2)
    const refused = await why(number, 'd9').catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'PERSON_AMBIGUOUS' })
    const named = [...String(refused).matchAll(/--district d9 (id:\d+)/g)].map(([, choice]) => choice ?? '')
    expect(new Set(named)).toEqual(new Set(choices))
    const found = await Promise.all(named.map((choice) => why(choice, 'd9')))
    expect(found.map(({ personId }) => `id:${personId}`)).toEqual(named)
    await expect(why('id:999999', 'd9')).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' })
    const link = (stays: string) => linkNamed(world, { districtId: 'd9', stays, goes: stays })
    await expect(link(number)).rejects.toMatchObject({ code: 'PERSON_AMBIGUOUS' })
    for (const choice of choices) await expect(link(number)).rejects.toThrow(choice)
    await expect(link(`id:${number}`)).rejects.toMatchObject({ code: 'LINK_REFUSED' })
  })
})
