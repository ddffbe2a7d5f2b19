/** Products by the command line, and what a sync does with their seats. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const home = makeHome()
const at = (name: string): string => join(home, name)
const KIND = 'product-seats:reading'

/** A OneRoster 1.1 export of a school with these students and their grades. */
function exportStudents(students: Readonly<Record<string, string>>): void {
  mkdirSync(at('feed'), { recursive: true })
  const files: Record<string, string[]> = {
    'manifest.csv': [
      'propertyName,value',
      'manifest.version,1.0',
      'oneroster.version,1.1',
      'file.orgs,bulk',
      'file.users,bulk',
    ],
    'orgs.csv': ['sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId', 's1,,,School,school,,'],
    'users.csv': [
      'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
      ...Object.entries(students).map(([id, grade]) => `${id},,,true,s1,student,,,Ada,Name ${id},,,,,,,${grade},`),
      // Whoever leaves doesn't stand last: a file of a folder that lost its last record may have been cut.
      'z9,,,true,s1,student,,,Zoe,Zett,,,,,,,09,',
    ],
  }
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(at('feed'), name), `${lines.join('\n')}\n`)
}

const product = (...words: readonly string[]) => staffroom.json('product', ...words, '--district', 'east')
const figures = async () => {
  const { data } = await staffroom.json('licence', 'show', '--district', 'east')
  const { licences } = data as { licences: readonly { kind: string }[] }
  return licences.find(({ kind }) => kind === KIND)
}

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  exportStudents({ u1: '04', u2: '05', u3: '04', u4: '04' })
  writeFileSync(at('sis.json'), JSON.stringify({ path: at('feed') }))
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  const which = ['--district', 'east', '--id', 'sis', '--connector', 'oneroster-csv', '--config', at('sis.json')]
  await staffroom.run('source', 'add', ...which)
  await staffroom.run('sync', 'sis')
})

describe('products', () => {
  test('are entered, bought one by one, and listed with what is free', async () => {
    expect((await product('list')).data).toEqual({ products: [] })
    const added = await product('add', 'reading', '--name', 'Reading', '--grades', '04,05')
    expect(added.data).toMatchObject({
      products: [{ id: 'reading', name: 'Reading', grades: ['04', '05'], bought: 0 }],
    })
    const set = ['licence', 'set', '--district', 'east', '--kind', 'product-seats', '--quantity', '2']
    expect((await staffroom.run(...set)).err).toContain('are bought product by product')
    expect((await staffroom.run(...set, '--product', 'reading')).code).toBe(0)
    expect((await product('list')).data).toMatchObject({ products: [{ bought: 2, used: 0, free: 2 }] })
  })

  test('are given to students by sourcedId, after a look that changes nothing', async () => {
    const give = ['assign', 'reading', '--people', 'u2,u1,u3']
    const looked = await product(...give, '--dry-run')
    expect(looked.data).toMatchObject({
      dryRun: true,
      assigned: 2,
      waits: 1,
      short: 1,
      students: expect.arrayContaining([expect.objectContaining({ has: 'waiting', reason: 'all_in_use' })]) as unknown,
    })
    expect(await figures()).toMatchObject({ used: 0, waiting: 0 })
    expect((await product(...give)).data).toMatchObject({ dryRun: false, assigned: 2, waits: 1, short: 1 })
    expect(await figures()).toMatchObject({ bought: 2, used: 2, waiting: 1 })
    const back = await product('unassign', 'reading', '--people', 'u1,u2,u3')
    expect(back.data).toMatchObject({ freed: 2 })
    expect(await figures()).toMatchObject({ used: 0, waiting: 0 })
    // The look stands nowhere.
    const { rows } = await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, (client) =>
      client.query<object>(
        `select actor, action, jsonb_array_length(detail -> 'people') as people, detail ->> 'waits' as waits
         from audit_entry where object = 'product:reading' and detail ? 'people' order by id`,
      ),
    )
    expect(rows).toEqual([
      { actor: 'cli', action: 'product.assign', people: 3, waits: '1' },
      { actor: 'cli', action: 'product.take_back', people: 3, waits: '0' },
    ])
  })

  test('are given until a day that may be said, and to no student of another grade', async () => {
    const given = await product('assign', 'reading', '--people', 'u1', '--until', '2099-06-30')
    expect(given.data).toMatchObject({ assigned: 1, leftOut: [] })
    const { data } = await product('students', 'reading')
    expect(data).toMatchObject({ students: [{ byHand: true, handUntil: '2099-06-30' }] })
    const shown = await staffroom.run('product', 'students', 'reading', '--district', 'east')
    expect(shown.out).toContain('hand until 2099-06-30')
    const refused = await staffroom.run('product', 'assign', 'reading', '--people', 'u2,z9', '--district', 'east')
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('The product is for grades 04, 05, and 1 of them have another grade, or none on record'),
    ])
    await product('unassign', 'reading', '--people', 'u1')
    expect(await figures()).toMatchObject({ used: 0, waiting: 0 })
  })

  test('that come to be for other grades are looked at first: who has one would keep it for a while', async () => {
    await product('assign', 'reading', '--people', 'u1,u2')
    const before = await figures()
    const looked = await product('add', 'reading', '--name', 'Reading', '--grades', '4', '--dry-run')
    expect(looked.data).toMatchObject({
      preview: { kind: KIND, grace: 1, moves: [{ move: 'leave', reason: 'grade_left' }] },
    })
    expect(await figures()).toEqual(before)
    const unheard = await product('add', 'maths', '--name', 'Maths', '--dry-run')
    expect(unheard.data).toMatchObject({ preview: { kind: 'product-seats:maths', bought: 0, used: 0, moves: [] } })
    expect((await product('list')).data).toMatchObject({ products: [{ id: 'reading', grades: ['04', '05'] }] })
    await product('unassign', 'reading', '--people', 'u1,u2')
    expect(await figures()).toMatchObject({ used: 0, waiting: 0 })
  })

  test('follow a rule night by night: who comes into the grade gets one, who leaves it keeps it for a while', async () => {
    const rule = ['rule', 'reading', '--set', 'Grade 4', '--grades', '04', '--schools', 's1']
    const looked = await product(...rule, '--dry-run')
    expect(looked.data).toMatchObject({ preview: { used: 2, waiting: 1, short: 1 } })
    expect((await product(...rule)).data).toMatchObject({
      rules: [{ name: 'Grade 4', position: 1, grades: ['04'], schools: [{ name: 'School' }] }],
    })
    expect(await figures()).toMatchObject({ used: 2, waiting: 1 })
    await staffroom.run('licence', 'set', '--district', 'east', '--kind', KIND, '--quantity', '5')
    expect(await figures()).toMatchObject({ used: 3, waiting: 0 })
    exportStudents({ u1: '05', u2: '04', u3: '04', u4: '04' })
    const { data } = await staffroom.json('sync', 'sis')
    expect((data as { seats: Record<string, unknown> }).seats[KIND]).toMatchObject({ used: 4, grace: 1, needed: 3 })
  })

  test('are kept for somebody who left, and removed from the catalogue only when nobody has them', async () => {
    exportStudents({ u1: '05', u2: '04', u4: '04' })
    await staffroom.run('sync', 'sis')
    expect(await figures()).toMatchObject({ used: 4, grace: 2, needed: 2 })
    const refused = await staffroom.run('product', 'remove', 'reading', '--district', 'east')
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('Take it back')])
  })

  test.each([
    [['assign', 'reading'], 'Give one of --people and --class'],
    [['assign', 'reading', '--people', 'u1', '--class', 'c1'], 'Give one of --people and --class'],
    [['assign', 'reading', '--people', 'nobody'], 'is named nobody'],
    [['assign', 'unheard', '--people', 'u1'], 'The catalogue has no such product'],
    [['add', 'Reading A', '--name', 'x'], 'small letters, digits and hyphens'],
    [['assign', 'reading', '--people', 'u1', '--until', '2026-02-31'], '--until takes a day'],
    [['assign', 'reading', '--people', 'u1', '--until', 'June'], '--until takes a day'],
    [['assign', 'reading', '--people', 'u1', '--until', '2020-06-30'], 'That day is over'],
    [['rule', 'reading', '--set', 'a', '--grades', '04,06'], "isn't made for 06: it is for grades 04, 05"],
    [['rule', 'reading', '--set', 'a', '--remove', 'b'], 'Give one of --set and --remove'],
    [['rule', 'reading', '--set', 'a', '--position', '0'], 'from 1 to 9999'],
    [['rule', 'reading', '--remove', 'unheard'], 'no such rule'],
  ])('%j is refused with what would do', async (words, says) => {
    const { code, err } = await staffroom.run('product', ...words, '--district', 'east')
    expect([code !== 0, err]).toEqual([true, expect.stringContaining(says)])
  })
})

interface Seat {
  readonly personId: string
  readonly state: string
  readonly position: number | null
}
describe('which students have a product', () => {
  test(
    'is listed by our ids, as a file too, and refused for a product that the catalogue has not',
    { timeout: 120_000 },
    async () => {
      const { data } = await product('students', 'reading')
      const { students } = data as {
        students: readonly { personId: string; state: string; rules: readonly string[] }[]
      }
      const { used = -1, waiting = -1 } = ((await figures()) ?? {}) as { used?: number; waiting?: number }
      expect(students.filter(({ state }) => state === 'waiting')).toHaveLength(waiting)
      expect(students.filter(({ state }) => ['assigned', 'over', 'grace'].includes(state))).toHaveLength(used)
      expect(used).toBeGreaterThan(0)
      expect(JSON.stringify(students)).not.toMatch(/Ada|Name/)
      const written = await product('students', 'reading', '--csv', at('reading.csv'))
      const lines = readFileSync(at('reading.csv'), 'utf8').trimEnd().split('\r\n')
      expect(written.data).toEqual({ studentsFile: { file: at('reading.csv'), rows: students.length } })
      expect(lines[0]).toBe(
        '\uFEFFperson,schools,grades,requested,assigned,place in the queue,reason,given by,since,until',
      )
      expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(students.map(({ personId }) => `id:${personId}`))
      const some = await product('students', 'reading', '--state', 'waiting')
      expect(some.data).toEqual({ students: students.filter(({ state }) => state === 'waiting') })
      const ask = ['product', 'students', 'nothing', '--district', 'east']
      expect((await staffroom.run(...ask)).err).toContain('The catalogue has no such product.')
      expect(
        (await staffroom.run('product', 'students', 'reading', '--district', 'east', '--state', 'gone')).code,
      ).toBe(2)
    },
  )
})

const LIST = ['licence', 'seats', '--district', 'east'] as const
const seats = (...words: readonly string[]) => staffroom.json(...LIST, ...words)
const seatsRefused = (...words: readonly string[]) => staffroom.run(...LIST, ...words)

describe('who asks for a seat and who has one', () => {
  test('is listed by our ids, all of them or those in one state', async () => {
    const { data } = await seats('--kind', KIND)
    const { seats: all } = data as { seats: readonly Seat[] }
    const { used = -1, waiting = -1 } = ((await figures()) ?? {}) as { used?: number; waiting?: number }
    expect(all.filter(({ state }) => state === 'waiting')).toHaveLength(waiting)
    expect(all.filter(({ state }) => state !== 'waiting')).toHaveLength(used)
    expect(used + waiting).toBeGreaterThan(0)
    expect(JSON.stringify(all)).not.toMatch(/Ada|Name/)
    expect((await seats('--kind', KIND, '--state', 'assigned')).data).toEqual({
      seats: all.filter(({ state }) => state === 'assigned'),
    })
    expect((await seats('--kind', 'educator-capacity')).data).toEqual({ seats: [] })
  })

  test('is written as a file that says what was requested, assigned and why', async () => {
    const found = await seats('--kind', KIND, '--csv', at('seats.csv'))
    const lines = readFileSync(at('seats.csv'), 'utf8').trimEnd().split('\r\n')
    expect(found.data).toEqual({ seatsFile: { file: at('seats.csv'), rows: lines.length - 1 } })
    expect(lines[0]).toBe('\uFEFFperson,schools,roles,requested,assigned,place in the queue,reason,since,until')
    for (const line of lines.slice(1)) expect(line).toMatch(/^id:\d+,(School,student|,),(yes,(yes|no)|no,yes),/)
  })

  test('is refused of a kind, a product or a state that there is not', async () => {
    expect(await seatsRefused('--kind', 'coaching-seat')).toMatchObject({ code: 2 })
    expect(await seatsRefused('--kind', KIND, '--state', 'gone')).toMatchObject({ code: 2 })
    const unknown = await seatsRefused('--kind', 'product-seats:nothing')
    expect(unknown).toMatchObject({ code: 1 })
    expect(unknown.err).toContain('has no licence product-seats:nothing')
    expect(await seatsRefused('--kind', 'export-credits')).toMatchObject({ code: 1 })
  })
})
