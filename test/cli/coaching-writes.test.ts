/** What the command line changes of coaching: the district's words, caseloads of coaches, educators by hand; never what a coach wrote. */

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { plantDistrict, type SchoolDistrict } from '../http/school-district.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { openBothRoles, useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
let alpha: SchoolDistrict
let beta: SchoolDistrict

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  alpha = await plantDistrict(openBothRoles(database), 'alpha')
  beta = await plantDistrict(openBothRoles(database), 'beta')
})

const ALPHA = ['--district', 'alpha']
const run = (...words: readonly string[]) => staffroom.json(...words)
const errorOf = ({ data }: { readonly data: unknown }) =>
  (data as { error?: { code: string; message: string } }).error ?? { code: 'none', message: '' }
const folder = mkdtempSync(join(tmpdir(), 'staffroom-words-'))
let files = 0

function fileOf(content: unknown): string {
  files += 1
  const path = join(folder, `${files}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const actionsLike = async (pattern: string) =>
  (await owner('select actor, action, object from audit_entry where action like $1 order by id', [pattern])).rows

const setWords = async (list: string, content: unknown) =>
  errorOf(await run('coaching', 'set', list, ...ALPHA, '--file', fileOf(content)))
const idsOf = (found: unknown) => (found as { phases: { id: string }[] }).phases.map(({ id }) => id)
const load = (...words: readonly string[]) => run('caseload', ...words, ...ALPHA)
const shown = async (id: string) =>
  (await run('caseload', 'show', id, ...ALPHA, '--as', 'sis-coach')).data as {
    name: string
    isArchived: boolean
    people: { id: string; origin: string; isHere: boolean }[]
  }
const rulesFrom = (content: unknown) => ['--rules', fileOf(content)]
const addOne = (...words: readonly string[]) => run('educators', 'add', ...ALPHA, ...words)

// Commands run one after the other in one process.
describe('the words of coaching', { timeout: 180_000 }, () => {
  test('are refused as a whole where a file is none, before a database is looked for', async () => {
    for (const content of [
      '{"name": "Plan"}',
      '[{"name": 1}]',
      '["Plan"]',
      '[{"name": "Plan", "colour": "red"}]',
      '[{',
    ])
      expect((await run('coaching', 'set', 'phases', ...ALPHA, '--file', fileOf(content))).code, content).toBe(2)
    const wrong = await run(
      'coaching',
      'set',
      'scales',
      ...ALPHA,
      '--file',
      fileOf([{ name: 'A', levels: [1] }, { id: 7 }]),
    )
    expect(errorOf(wrong).message.split('\n')).toHaveLength(4)
    expect((await run('coaching', 'set', 'colours', ...ALPHA, '--file', fileOf([]))).code).toBe(2)
    expect((await run('coaching', 'set', 'phases', '--district', 'alpah', '--file', fileOf([]))).code).toBe(2)
  })

  test('are refused with everything that the rules of the page refuse', async () => {
    expect(await setWords('phases', [])).toMatchObject({
      code: 'SETTINGS_REFUSED',
      message: expect.stringContaining('phase') as string,
    })
    expect(await setWords('scales', [{ name: 'A', levels: ['one'] }, { name: '' }])).toMatchObject({
      code: 'SETTINGS_REFUSED',
      message: expect.stringMatching(/items\/0\/levels[\s\S]*items\/1\/name/) as string,
    })
    expect(await setWords('types', [{ name: 'Visit' }])).toMatchObject({
      message: expect.stringContaining('"active": false') as string,
    })
    expect(await actionsLike('coaching_settings.%')).toEqual([])
    expect(await actionsLike('setting.%')).toEqual([])
  })

  test('are set in their order, the same file again makes nothing twice, and an id renames', async () => {
    const file = fileOf([{ name: 'Plan' }, { name: 'Try', active: true }, { name: 'reflect' }])
    const first = await run('coaching', 'set', 'phases', ...ALPHA, '--file', file)
    expect(idsOf(first.data)).toEqual(['phase-plan', 'phase-try', 'phase-reflect'])
    const again = await run('coaching', 'set', 'phases', ...ALPHA, '--file', file)
    expect(idsOf(again.data)).toEqual(idsOf(first.data))
    const renamed = [{ id: 'phase-try', name: 'Do' }, { name: 'Plan' }]
    const last = await run('coaching', 'set', 'phases', ...ALPHA, '--file', fileOf(renamed))
    expect(last.data).toMatchObject({ phases: [{ id: 'phase-try', name: 'Do' }, { id: 'phase-plan' }] })
    expect((await actionsLike('coaching_settings.%')).map(({ actor }) => actor)).toEqual(['cli', 'cli', 'cli'])

    const { types } = (await run('coaching', 'settings', ...ALPHA)).data as { types: { id: string; name: string }[] }
    const off = types.map(({ name }, at) => ({ name, active: at > 0 }))
    const set = await run('coaching', 'set', 'types', ...ALPHA, '--file', fileOf([...off, { name: 'Visit' }]))
    expect((set.data as { types: { active: boolean }[] }).types.map(({ active }) => active)).toEqual([
      false,
      ...off.slice(1).map(() => true),
      true,
    ])
    expect((await staffroom.run('coaching', 'settings', ...ALPHA)).out).toMatch(/types +visit +Visit +on/)
    for (const list of ['types', 'phases', 'focuses', 'scales']) {
      const read = (await run('coaching', 'settings', ...ALPHA)).data as Record<string, readonly object[]>
      expect(await setWords(list, read[list]), list).toMatchObject({ code: 'none' })
      expect(await setWords(list, read), list).toMatchObject({ code: 'none' })
      expect((await run('coaching', 'settings', ...ALPHA)).data, list).toEqual(read)
    }
    const other = (await run('coaching', 'settings', '--district', 'beta')).data
    expect(other).toMatchObject({ phases: [{ name: 'Plan' }, { name: 'Practise' }, { name: 'Reflect' }] })
  })

  test('have tags that are added, renamed, switched off and on, and never two of a name', async () => {
    const tag = async (...words: readonly string[]) => run('coaching', 'tag', ...words, ...ALPHA)
    expect((await tag('add', 'Questioning')).data).toMatchObject({ tag: { name: 'Questioning', isActive: true } })
    expect(errorOf(await tag('add', 'questioning')).code).toBe('SETTINGS_REFUSED')
    expect(errorOf(await tag('off', 'Unknown')).code).toBe('SETTINGS_REFUSED')
    expect((await tag('off', 'QUESTIONING')).data).toMatchObject({ tag: { isActive: false } })
    const renamed = (await tag('rename', 'Questioning', '--to', 'Asking')).data as { tag: { id: string } }
    expect(renamed).toMatchObject({ tag: { name: 'Asking', isActive: false } })
    expect((await tag('on', `id:${renamed.tag.id}`)).data).toMatchObject({ tag: { name: 'Asking', isActive: true } })
    expect(errorOf(await run('coaching', 'tag', 'off', 'Asking', '--district', 'beta')).code).toBe('SETTINGS_REFUSED')
    expect((await actionsLike('coaching_tag.%')).map(({ actor }) => actor)).toEqual(['cli', 'cli', 'cli', 'cli'])
  })
})

describe('caseloads', { timeout: 180_000 }, () => {
  test('are refused where something is wrong with them, and nothing is made', async () => {
    expect((await load('make', 'Mine', '--coach', 'sis-coach', ...rulesFrom([{ school: 7 }]))).code).toBe(2)
    expect((await load('make', 'Mine', '--coach', 'sis-coach', ...rulesFrom([{ shool: 'x' }]))).code).toBe(2)
    expect((await load('change', '7')).code).toBe(2)
    expect((await load('change', 'Mine', '--archive')).code).toBe(2)
    expect((await load('place', '7', 'sis-teacher', '--from', 'today')).code).toBe(2)
    expect(errorOf(await load('make', 'Mine', '--coach', 'nobody')).code).toBe('PERSON_UNKNOWN')
    expect(errorOf(await load('make', 'Mine', '--coach', 'sis-teacher')).code).toBe('CASELOAD_REFUSED')
    expect(errorOf(await load('make', ' ', '--coach', 'sis-coach')).code).toBe('CASELOAD_REFUSED')
    expect(errorOf(await load('make', 'Mine', '--coach', 'sis-coach', ...rulesFrom([{}]))).message).toContain('rules/0')
    const elsewhere = rulesFrom([{ school: `id:${alpha.south}` }])
    expect(errorOf(await load('make', 'Mine', '--coach', 'sis-coach', ...elsewhere)).code).toBe('CASELOAD_REFUSED')
    expect(errorOf(await load('make', 'Mine', '--coach', 'sis-coach', ...rulesFrom([{ school: 'none' }]))).code).toBe(
      'SCHOOL_UNKNOWN',
    )
    const made = async (name: string, ...rules: readonly object[]) =>
      errorOf(await load('make', name, '--coach', 'sis-coach', ...rulesFrom(rules)))
    expect(await made('N'.repeat(81))).toMatchObject({
      code: 'CASELOAD_REFUSED',
      message: expect.stringContaining('80') as string,
    })
    for (const rule of [{ grade: '' }, { grade: '4'.repeat(65) }, { subject: 'S'.repeat(201) }, { feedRole: ' ' }])
      expect(await made('Mine', { school: `id:${alpha.north}`, ...rule }), JSON.stringify(rule)).toMatchObject({
        code: 'CASELOAD_REFUSED',
        message: expect.stringContaining('rules/0') as string,
      })
    const { rows } = await owner('select id from caseload')
    expect(rows).toEqual([])
  })

  test('are made, changed, filled by hand and archived, in the name of the command line', async () => {
    const rules = ['--rules', fileOf([{ school: `id:${alpha.north}` }])]
    const { caseload: id } = (await load('make', 'North', '--coach', 'coach@alpha.example', ...rules)).data as {
      caseload: string
    }
    const byRule = (await shown(id)).people.map((one) => one.id)
    expect(byRule).toContain(alpha.people.teacher)
    expect(errorOf(await load('make', 'north', '--coach', 'sis-coach')).code).toBe('CASELOAD_REFUSED')
    expect(errorOf(await run('caseload', 'change', id, '--district', 'beta', '--archive')).code).toBe(
      'CASELOAD_UNKNOWN',
    )

    expect((await load('place', id, 'sis-teacher', `id:${alpha.people.otherTeacher}`, '--as', 'out')).code).toBe(0)
    const kept = (await shown(id)).people.filter(({ origin }) => origin === 'out').map((one) => one.id)
    expect(kept.toSorted()).toEqual([alpha.people.teacher, alpha.people.otherTeacher].toSorted())
    expect(errorOf(await load('place', id, 'sis-teacher', 'sis-southTeacher')).code).toBe('CASELOAD_REFUSED')
    expect((await shown(id)).people.find((one) => one.id === alpha.people.teacher)).toMatchObject({ origin: 'out' })
    expect((await load('place', id, 'sis-teacher', '--as', 'rules')).code).toBe(0)
    expect((await shown(id)).people.find((one) => one.id === alpha.people.teacher)).toMatchObject({ origin: 'rule' })

    expect((await load('change', id, '--name', 'All of North')).code).toBe(0)
    expect(await shown(id)).toMatchObject({ name: 'All of North', isArchived: false })
    expect((await shown(id)).people.map((one) => one.id)).toContain(alpha.people.teacher)
    expect((await load('change', id, '--archive')).code).toBe(0)
    expect(await shown(id)).toMatchObject({ isArchived: true })
    expect((await load('change', id, '--reopen', '--rules', fileOf([]))).code).toBe(0)
    expect((await shown(id)).people.some(({ origin }) => origin === 'rule')).toBe(false)
    const actors = (await actionsLike('caseload.%')).map(({ actor }) => actor)
    expect(new Set(actors)).toEqual(new Set(['cli']))
  })
})

describe('educators', { timeout: 180_000 }, () => {
  test('are refused where they are somebody else’s double, at no school, or nobody', async () => {
    const tara = ['--school', 'North School', '--given', 'Tara', '--family', 'Teacher']
    expect(errorOf(await addOne(...tara)).message).toContain('--somebody-else')
    expect(errorOf(await addOne(...tara, '--email', 'teacher@alpha.example', '--somebody-else')).code).toBe(
      'EDUCATOR_REFUSED',
    )
    expect(errorOf(await addOne('--school', 'nowhere', '--given', 'A', '--family', 'B')).code).toBe('SCHOOL_UNKNOWN')
    expect(errorOf(await addOne('--school', 'North School', '--given', ' ', '--family', 'B')).code).toBe(
      'EDUCATOR_REFUSED',
    )
    const nora = ['--school', 'North School', '--given', 'Nora', '--family', 'New', '--email']
    for (const email of [
      'ada@d.org, office@d.org',
      'ada@d.org,office@d.org',
      'Ada <ada@d.org>',
      'ada',
      'a@d.org;b@d.org',
    ])
      expect(errorOf(await addOne(...nora, email)).message, email).toContain('not one e-mail address')
    expect(errorOf(await addOne(...nora, `${'a'.repeat(250)}@d.org`)).code).toBe('EDUCATOR_REFUSED')
    const long = await addOne('--school', 'North School', '--given', 'N'.repeat(121), '--family', 'New')
    expect(errorOf(long).message).toContain('120')
    expect((await owner("select from person where given_name like 'N%' and family_name = 'New'")).rows).toEqual([])
    expect(errorOf(await run('educators', 'deactivate', 'sis-student', ...ALPHA)).code).toBe('EDUCATOR_REFUSED')
    expect(errorOf(await run('educators', 'deactivate', `id:${beta.people.teacher}`, ...ALPHA)).code).toBe(
      'EDUCATOR_REFUSED',
    )
    expect(errorOf(await run('educators', 'deactivate', 'sis-districtAdmin', ...ALPHA)).code).toBe('EDUCATOR_REFUSED')
  })

  test('are added without an account, deactivated, and activated with all that was there', async () => {
    const added = await addOne('--school', 'North School', '--given', 'Tara', '--family', 'Teacher', '--somebody-else')
    const { personId } = added.data as { personId: string }
    const listed = async (state: string) => {
      const words = ['--as', 'sis-districtAdmin', '--state', state, '--name', 'tara']
      const { data } = await run('coaching', 'educators', ...ALPHA, ...words)
      return (data as { items: { id: string }[] }).items.map(({ id }) => id)
    }
    expect(await listed('active')).toContain(personId)
    expect((await run('educators', 'deactivate', `id:${personId}`, ...ALPHA)).data).toEqual({ personId, active: false })
    expect(await listed('active')).not.toContain(personId)
    expect(await listed('inactive')).toContain(personId)
    expect(errorOf(await run('educators', 'deactivate', `id:${personId}`, ...ALPHA)).message).toContain('already')
    expect((await run('educators', 'activate', `id:${personId}`, ...ALPHA)).code).toBe(0)
    expect(await listed('active')).toContain(personId)
    const { rows } = await owner('select from account where person_id = $1', [personId])
    expect(rows).toEqual([])
    const found = await owner('select distinct actor from audit_entry where object = $1', [`person:${personId}`])
    expect(found.rows).toEqual([{ actor: 'cli' }])
  })
})
