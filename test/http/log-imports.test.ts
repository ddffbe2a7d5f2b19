/** Older logs of interactions from a file: a look first, all lines that are new or none, never twice, and taken back as a whole. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLogDesk } from '../../src/actions/coaching/log-desk.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'
import type { PersonName } from './school-district.ts'

const IMPORTS = '/api/v1/coaching/log-imports'
const PREVIEWS = '/api/v1/coaching/log-import-previews'
const HEAD = 'Date,Minutes,Type,School,Educators,Tags,Notes,Next step,Next step due,External id'
const NOTE = 'canary-imported-7701'
let app: TestApp
let coach: string
let admin: string

beforeAll(async () => {
  app = await openTestApp()
  coach = bearer('coach')
  admin = bearer('districtAdmin')
})
afterAll(() => app.close())

const bearer = (name: PersonName) => app.bearerOf(app.alpha, name)
const fileOf = (...lines: readonly string[]) =>
  Buffer.from([HEAD, ...lines].map((line) => `${line}\r\n`).join('')).toString('base64')
const look = (content: string, more: object = {}, token = coach) =>
  app.call(PREVIEWS, { token, body: { content, ...more } })
const take = (content: string, more: object = {}, token = coach) =>
  app.call(IMPORTS, { token, body: { content, ...more } })
const undo = (id: string, token = coach) => app.call(`${IMPORTS}/${id}`, { method: 'DELETE', token })
const codeOf = ({ status, json }: Answer) => `${status} ${(json as { error: { code: string } }).error.code}`
const importOf = (answer: Answer) => {
  expect(answer.status, answer.text).toBe(201)
  return answer.json as { importId: string; made: number; already: number; out: number }
}
interface Look {
  readonly plan: string
  readonly counts: { readonly new: number; readonly already: number; readonly out: number }
  readonly newTags: readonly string[]
  readonly lines: readonly {
    readonly row: number
    readonly outcome: string
    readonly date: string
    readonly school: string
    readonly educators: readonly { readonly by: string; readonly familyName: string }[]
    readonly problems: readonly { readonly column: string; readonly code: string }[]
  }[]
}
const seen = (answer: Answer): Look => {
  expect(answer.status, answer.text).toBe(200)
  return answer.json as Look
}
const problems = (answer: Answer) =>
  seen(answer).lines.map(({ problems: all }) => all.map(({ column, code }) => `${column} ${code}`))
const mine = async (token = coach) => {
  const { json } = await app.call('/api/v1/coaching/interactions?pageSize=100', { token })
  return json as { total: number; items: { id: string; date: string; minutes: number; version: string }[] }
}
const rows = async <Row>(statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  (
    await inDistrict(app.world.database, { districtId: app.alpha.id, actor: 'system' }, (client) =>
      client.query<Row & object>(statement, [...values]),
    )
  ).rows
let day = 0
/** A line that no other test has. */
const line = (
  o: { educators?: string; tags?: string; notes?: string; type?: string; id?: string; date?: string } = {},
) => {
  day += 1
  const date = o.date ?? new Date(Date.UTC(2023, 0, day)).toISOString().slice(0, 10)
  const { educators = 'teacher@alpha.example', tags = '', notes = '', type = 'Meeting', id = '' } = o
  return `${date},30,${type},North School,${educators},${tags},${notes},,,${id}`
}

describe('looking at an older log', () => {
  it('says how each educator was found, and changes nothing', async () => {
    const before = (await mine()).total
    const answer = await look(
      fileOf(
        line({ educators: 'Teacher@alpha.example;sis-otherTeacher' }),
        line({ educators: '"Other, Otto"' }),
        line({ educators: 'Tara Teacher <sis-teacher>' }),
        line({ educators: 'rita retired' }),
      ),
    )
    const { lines, counts } = seen(answer)
    expect(lines.map(({ educators }) => educators.map(({ by, familyName }) => `${familyName} by ${by}`))).toEqual([
      ['Teacher by email', 'Other by sis_id'],
      ['Other by name'],
      ['Teacher by sis_id'],
      ['Retired by name'],
    ])
    expect(counts).toEqual({ new: 4, already: 0, out: 0 })
    expect((await mine()).total).toBe(before)
  })

  it('says of every line that can’t be read why, by line and column, all at once', async () => {
    const content = fileOf(
      '2026-11-23,30,Meeting,North School,teacher@alpha.example,,,,,',
      '2024-02-30,x,Dance,Nowhere School,nobody@alpha.example,,,,2024-01-01,',
      '1/5/2024,30,Meeting,North School,teacher@alpha.example,,,,,',
      ',0,Meeting,North School,southTeacher@alpha.example,,,,,',
      '2024-01-01,30,Meeting,North School,coach@alpha.example,,,,,',
      '2024-01-01,30,Meeting,North School',
      '2024-01-02,30,Meeting,North School,,,,Call,2023-12-31,',
    )
    expect(problems(await look(content))).toEqual([
      ['Date date_in_future'],
      [
        'Next step next_step_empty',
        'Date date_unreadable',
        'Minutes minutes_unreadable',
        'Type type_unknown',
        'School school_unknown',
        'Educators educator_unknown',
      ].toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
      ['Date date_ambiguous'],
      ['Date date_missing', 'Educators educator_unknown'],
      ['Educators educator_is_coach'],
      ['null row_width'],
      ['Educators educator_missing', 'Next step due next_step_due_before'],
    ])
  })

  it('reads days as the file is said to write them, and moments as the day that they were in the district', async () => {
    const content = fileOf(
      line({ date: '1/5/2022' }),
      line({ date: '2022-03-02T03:30:00Z' }),
      line({ date: '13/05/2022' }),
    )
    const days = async (dayOrder: string) => seen(await look(content, { dayOrder })).lines.map(({ date }) => date)
    expect(await days('month_first')).toEqual(['2022-01-05', '2022-03-01', '2022-05-13'])
    expect(await days('day_first')).toEqual(['2022-05-01', '2022-03-01', '2022-05-13'])
  })

  it('takes the school that the educators have in common where none is named', async () => {
    const content = fileOf('2022-06-01,30,Meeting,,teacher@alpha.example;sis-otherTeacher,,,,,')
    expect(seen(await look(content)).lines[0]).toMatchObject({ school: 'North School', outcome: 'new' })
    const both = Buffer.from(`${HEAD}\n2022-06-01,30,Meeting,,sis-otherTeacher,,,,,\n`).toString('base64')
    expect(problems(await look(both, { coachId: app.alpha.people.coach }, admin))).toEqual([['School school_missing']])
  })

  it.each([
    ['empty', Buffer.from('')],
    ['empty', Buffer.from(`${HEAD}\n`)],
    ['other_file', Buffer.from('504b030414000600', 'hex')],
    ['encoding', Buffer.from(`\uFEFF${HEAD}\n`, 'utf16le')],
    ['semicolons', Buffer.from('Date;Minutes;Type\n2024-01-01;30;Meeting\n')],
    ['columns_missing', Buffer.from('Date,Minutes\n2024-01-01,30\n')],
    ['column_twice', Buffer.from('Date,Day,Minutes,Type,Educators\n2024-01-01,,30,Meeting,x\n')],
    ['too_large', Buffer.alloc(100_001, 'x')],
    ['too_many_rows', Buffer.from(`Date,Minutes,Type,Educators\n${'1,2,3,4\n'.repeat(2001)}`)],
  ])('refuses a file that is no log: %s', async (code, bytes) => {
    const answer = await look(bytes.toString('base64'))
    expect(codeOf(answer)).toBe('422 not_a_log')
    expect((answer.json as { error: { fields: { code: string }[] } }).error.fields[0]?.code).toBe(code)
  })
})

/** As the line's problems come. */
const ORDER = [
  'Minutes minutes_unreadable',
  'Next step next_step_empty',
  'Date date_unreadable',
  'Type type_unknown',
  'School school_unknown',
  'Educators educator_unknown',
]

describe('importing it', () => {
  it('makes interactions of the coach with their notes sealed, and mails nobody', async () => {
    const content = fileOf(
      `2022-09-01,1:30,observation,North School,teacher@alpha.example;sis-otherTeacher,,"${NOTE}, first\nThen, second",Visit again,2022-09-20,`,
    )
    const { plan } = seen(await look(content))
    const { importId } = importOf(await take(content, { plan }))
    const item = (await mine()).items.find(({ date }) => date === '2022-09-01')
    const shown = await app.call(`/api/v1/coaching/interactions/${item?.id}`, { token: coach })
    expect(shown.json).toMatchObject({
      minutes: 90,
      type: { id: 'observation' },
      school: { id: app.alpha.north },
      educators: [{ familyName: 'Other' }, { familyName: 'Teacher' }],
      notes: `${NOTE}, first\nThen, second`,
      nextStepText: 'Visit again',
      nextStep: { dueOn: '2022-09-20', doneOn: null },
      version: '1',
    })
    expect(await rows('select from interaction_mail')).toEqual([])
    const stored = await rows<{ text: string }>(
      "select concat_ws(' ', to_jsonb(i)::text, to_jsonb(l)::text, to_jsonb(m)::text) as text from interaction i join interaction_import_line l on l.interaction_id = i.id join interaction_import m on m.id = l.import_id where m.id = $1",
      [importId],
    )
    expect(stored).toHaveLength(1)
    expect(JSON.stringify(stored)).not.toMatch(/canary|Visit again/)
    expect(app.logLines.join('\n')).not.toContain('canary')
  })

  it('makes nothing twice: not of the same file, not of one that was put right since, not of lines with an id', async () => {
    const [a, b, c] = [line(), line({ id: 'old-17' }), line()]
    const twice = line()
    const first = importOf(await take(fileOf(a, b, twice, twice)))
    expect(first).toMatchObject({ made: 4, already: 0 })
    expect(codeOf(await take(fileOf(a, b, twice, twice)))).toBe('409 nothing_new')
    const { counts } = seen(await look(fileOf(c, twice, b.replace(',30,', ',45,'), a, twice)))
    expect(counts).toEqual({ new: 1, already: 4, out: 0 })
    expect(importOf(await take(fileOf(c, twice, b, a, twice)))).toMatchObject({ made: 1, already: 4 })
    expect(seen(await look(fileOf(twice, twice, twice))).counts).toEqual({ new: 1, already: 2, out: 0 })
    const unreadable = line({ id: 'old-17', type: 'Dance' })
    expect(seen(await look(fileOf(unreadable))).counts).toEqual({ new: 0, already: 0, out: 1 })
  })

  it('of two at the same moment makes each line once', async () => {
    const content = fileOf(line(), line())
    const both = await Promise.all([take(content), take(content)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  })

  it('makes nothing where a line can’t be read, unless such lines are said to stay out', async () => {
    const content = fileOf(line(), line({ type: 'Dance' }))
    const before = (await mine()).total
    expect(codeOf(await take(content))).toBe('409 lines_out')
    expect((await mine()).total).toBe(before)
    expect(importOf(await take(content, { leavesOut: true }))).toMatchObject({ made: 1, out: 1 })
    expect((await mine()).total).toBe(before + 1)
  })

  it('is refused where it would make something else than what was looked at', async () => {
    const content = fileOf(line(), line())
    const { plan } = seen(await look(content))
    expect(codeOf(await take(fileOf(line()), { plan }))).toBe('409 plan_changed')
    importOf(await take(content, { plan }))
    expect(codeOf(await take(content, { plan }))).toBe('409 plan_changed')
  })

  it('leaves out tags that the district hasn’t, or makes them switched off for whoever may', async () => {
    const content = fileOf(line({ tags: 'Rare words;Maths talk' }))
    expect(seen(await look(content)).newTags).toEqual(['Rare words', 'Maths talk'])
    expect(codeOf(await take(content, { makesTags: true }))).toBe('403 tags_closed')
    expect(codeOf(await look(content, { makesTags: true }))).toBe('403 tags_closed')
    const more = { makesTags: true, coachId: app.alpha.people.coach }
    importOf(await take(content, more, admin))
    expect(
      await rows("select name, is_active from coaching_tag where name in ('Rare words', 'Maths talk') order by 1"),
    ).toEqual([
      { name: 'Maths talk', is_active: false },
      { name: 'Rare words', is_active: false },
    ])
    expect(seen(await look(fileOf(line({ tags: 'rare WORDS' })))).newTags).toEqual([])
    importOf(await take(fileOf(line({ tags: 'Unheard of' }))))
    expect(await rows("select from coaching_tag where name = 'Unheard of'")).toEqual([])
  })

  it('makes nothing where the district would have more tags than it may', async () => {
    const [{ count } = { count: 0 }] = await rows<{ count: number }>('select count(*)::int as count from coaching_tag')
    const owner = app.database.open('owner')
    const inAlpha = (statement: string, values: readonly unknown[] = []) =>
      inDistrict(owner, { districtId: app.alpha.id, actor: 'test' }, (client) => client.query(statement, [...values]))
    await inAlpha(
      "insert into coaching_tag (district_id, name) select 'alpha', 'Filler ' || n from generate_series(1, $1::int) n",
      [499 - count],
    )
    const more = { makesTags: true, coachId: app.alpha.people.coach }
    const before = (await mine()).total
    expect(codeOf(await take(fileOf(line({ tags: 'One;Another' })), more, admin))).toBe('422 tags_too_many')
    expect((await mine()).total).toBe(before)
    importOf(await take(fileOf(line({ tags: 'The last one' })), more, admin))
    await inAlpha("delete from coaching_tag where name like 'Filler %'")
  })
})

const fileOfCoach = (who: string) =>
  Buffer.from(
    `Date,Minutes,Type,School,Educators,Coach\n2022-08-01,30,Meeting,North School,sis-teacher,${who}\n`,
  ).toString('base64')

describe('whose log may be imported', () => {
  it.each(['itAdmin', 'schoolAdmin', 'principal', 'billing', 'teacher', 'student'] as const)(
    'by %s nobody’s',
    async (name) => {
      const token = bearer(name)
      const answers = [
        await look(fileOf(line()), {}, token),
        await take(fileOf(line()), {}, token),
        await app.call(IMPORTS, { token }),
        await undo('1', token),
      ]
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    },
  )

  it('by a coach their own alone, with educators of their schools alone', async () => {
    const { southCoach } = app.alpha.people
    expect(codeOf(await look(fileOf(line()), { coachId: southCoach }))).toBe('404 not_found')
    expect(codeOf(await take(fileOf(line()), { coachId: southCoach }))).toBe('404 not_found')
    expect(problems(await look(fileOf(line()), {}, bearer('southCoach')))).toEqual([
      ['School school_unknown', 'Educators educator_unknown'],
    ])
  })

  it('by a district administrator any coach’s, but nobody’s who is none, and no line about the administrator', async () => {
    const { coach: coachId, teacher, districtAdmin } = app.alpha.people
    expect(codeOf(await look(fileOf(line()), { coachId: teacher }, admin))).toBe('404 not_found')
    expect(codeOf(await look(fileOf(line()), { coachId: app.beta.people.coach }, admin))).toBe('404 not_found')
    expect(codeOf(await look(fileOf(line()), {}, admin))).toBe('404 not_found')
    await inDistrict(app.database.open('sync'), { districtId: app.alpha.id, actor: 'system' }, (client) =>
      client.query(
        "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ($1, $2, $3, 'sis', 'teacher', 'primary')",
        [app.alpha.id, app.alpha.north, districtAdmin],
      ),
    )
    const about = fileOf(line({ educators: 'sis-districtAdmin' }))
    expect(problems(await look(about, { coachId }, admin))).toEqual([['Educators educator_is_importer']])
    expect(seen(await look(about)).counts.new).toBe(1)
  })

  it('tells an administrator nothing of what the coach has about them, by whatever id they guess (P000-24)', async () => {
    const { coach: coachId } = app.alpha.people
    await take(fileOf(line({ educators: 'sis-districtAdmin', id: 'talk-1' }), line({ id: 'talk-2' })))
    const made = await rows<{ id: string }>(
      `select i.id::text as id from interaction i join interaction_import_line l on l.interaction_id = i.id
       where i.coach_id = $1 order by i.id desc limit 2`,
      [coachId],
    )
    const guesses = ['talk-1', 'talk-2', ...made.map(({ id }) => `staffroom:alpha:${id}`)]
    const file = fileOf(...guesses.map((id) => line({ id })))
    const outcomes = async (token?: string) =>
      seen(await look(file, { coachId }, token)).lines.map(({ outcome }) => outcome)
    expect((await outcomes()).toSorted()).toEqual(['already', 'already', 'already', 'already'])
    expect((await outcomes(admin)).toSorted()).toEqual(['already', 'already', 'new', 'new'])
  })

  it('never a line of another coach', async () => {
    expect(problems(await look(fileOfCoach('sis-southCoach')))).toEqual([['Coach coach_other']])
    expect(seen(await look(fileOfCoach('Cora Coachman'))).counts.new).toBe(1)
  })
})

describe('taking an import back', () => {
  it('takes back all that it made, once, and the file can be imported anew', async () => {
    const content = fileOf(line(), line())
    const before = (await mine()).total
    const { importId } = importOf(await take(content))
    expect((await undo(importId)).json).toEqual({ gone: 2 })
    expect((await mine()).total).toBe(before)
    expect(codeOf(await undo(importId))).toBe('409 undone_already')
    importOf(await take(content))
  })

  it('is refused once anything of it was edited, and takes nothing back', async () => {
    const content = fileOf(line({ date: '2021-01-04' }), line({ date: '2021-01-05' }))
    const { importId } = importOf(await take(content))
    const one = (await mine()).items.find(({ date }) => date === '2021-01-04')
    const body = {
      date: '2021-01-04',
      minutes: 31,
      typeId: 'meeting',
      schoolId: app.alpha.north,
      educatorIds: [app.alpha.people.teacher],
      version: one?.version,
    }
    const path = `/api/v1/coaching/interactions/${one?.id}`
    expect((await app.call(path, { method: 'PUT', token: coach, body })).status).toBe(200)
    expect(codeOf(await undo(importId))).toBe('409 import_touched')
    const { imports } = (await app.call(IMPORTS, { token: coach })).json as { imports: { id: string }[] }
    expect(imports.find(({ id }) => id === importId)).toMatchObject({ touched: 1, remaining: 2, mayUndo: false })
  })

  it('is for the coach; an administrator takes back what no coach has imported themself', async () => {
    const own = importOf(await take(fileOf(line())))
    expect((await undo(own.importId, admin)).status).toBe(404)
    expect((await undo(own.importId, bearer('southCoach'))).status).toBe(404)
    expect((await undo(own.importId, app.bearerOf(app.beta, 'coach'))).status).toBe(404)
    const given = importOf(await take(fileOf(line()), { coachId: app.alpha.people.coach }, admin))
    const listed = (await app.call(IMPORTS, { token: admin })).json as { imports: { id: string }[]; coaches: object[] }
    expect(listed.imports.map(({ id }) => id)).toContain(given.importId)
    expect(listed.imports.map(({ id }) => id)).not.toContain(own.importId)
    expect(listed.coaches).toHaveLength(2)
    expect((await undo(given.importId, admin)).status).toBe(200)
    expect((await undo(own.importId)).status).toBe(200)
  })

  it('and importing are on the audit log, with numbers alone', async () => {
    const { importId } = importOf(await take(fileOf(line({ notes: NOTE }))))
    await undo(importId)
    const entries = await rows<{ action: string; actor: string; detail: object }>(
      'select action, actor, detail from audit_entry where object = $1 order by id',
      [`interaction_import:${importId}`],
    )
    const actor = `person:${app.alpha.people.coach}`
    expect(entries).toEqual([
      { action: 'interaction_import.add', actor, detail: { coachId: app.alpha.people.coach, leftOut: 0 } },
      { action: 'interaction_import.undo', actor, detail: {} },
    ])
  })
})

describe('the operator', () => {
  it('imports for a coach by address, as the command line', async () => {
    const desk = openLogDesk(app.world)
    const log = {
      districtId: app.alpha.id,
      coach: 'coach@alpha.example',
      bytes: Buffer.from(`${HEAD}\n${line()}\n`),
      dayOrder: null,
      makesTags: false,
    }
    expect(await desk.preview(log)).toMatchObject({ coach: { name: 'Cora Coachman' }, counts: { new: 1 } })
    const { importId } = await desk.run({ ...log, leavesOut: false })
    expect(await desk.run({ ...log, leavesOut: false })).toEqual({ importId: null, made: 0 })
    await expect(desk.run({ ...log, coach: 'sis-teacher', leavesOut: false })).rejects.toThrow(
      'is no coach of the district',
    )
    const [entry] = await rows<{ actor: string }>('select actor from audit_entry where object = $1', [
      `interaction_import:${importId}`,
    ])
    expect(entry?.actor).toBe('cli')
    expect(await desk.undo(app.alpha.id, importId ?? '')).toBe(1)
  })
})

it('gives out an empty log with the columns that are understood', async () => {
  const { text, headers } = await app.call(`${IMPORTS}/template`, { token: coach })
  expect(headers.get('content-disposition')).toContain('coaching-log.csv')
  expect(text).toBe(
    'Date,Minutes,Type,School,Educators,Other schools,Tags,Notes,Next step,Next step due,Next step done,Coach,External id\r\n',
  )
})

const LOG = '/api/v1/coaching/log'
const linesOf = (text: string) => text.split('\r\n').filter((one) => one !== '')

describe('my log as a file', () => {
  it('has what I wrote, is taken by an import as it is, and makes nothing twice', async () => {
    const note = `${NOTE} "quoted", and ;`
    importOf(
      await take(
        fileOf(
          `2022-05-03,45,Meeting,North School,teacher@alpha.example,,"${note.replaceAll('"', '""')}",=1+1,2022-06-01,`,
        ),
      ),
    )
    const { status, text } = await app.call(LOG, { token: coach })
    expect(status).toBe(200)
    expect(text).toContain('2022-05-03,45,Meeting,')
    expect(text).toContain(`"${note.replaceAll('"', '""')}",'=1+1,2022-06-01,`)
    const all = (await mine()).total
    expect(linesOf(text)).toHaveLength(all + 1)
    const { counts } = seen(await look(Buffer.from(text).toString('base64')))
    expect(counts).toEqual({ new: 0, already: all, out: 0 })
  })

  it('says the same where nobody knows its ids', async () => {
    const { text } = await app.call(LOG, { token: coach })
    const elsewhere = text.replaceAll('staffroom:alpha:', 'staffroom:gamma:')
    const { counts } = seen(await look(Buffer.from(elsewhere).toString('base64')))
    expect(counts).toEqual({ new: (await mine()).total, already: 0, out: 0 })
  })

  it('is nobody else’s: another coach and an administrator get their own, with nothing in it', async () => {
    for (const token of [bearer('southCoach'), admin]) {
      const { status, text } = await app.call(LOG, { token })
      expect([status, text.includes('canary'), text.includes('teacher@alpha.example')]).toEqual([200, false, false])
    }
    for (const who of ['teacher', 'principal', 'itAdmin', 'billing', 'student'] as const)
      expect((await app.call(LOG, { token: bearer(who) })).status).toBe(403)
  })

  it('is whole, however long it is: each interaction once, also many of one day', async () => {
    const { southCoach, southTeacher } = app.alpha.people
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query(
        `with logged as (
           insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id)
           select 'alpha', 700000 + n, $1, date '2020-01-01' + n / 4000, 1 + n % 100, 'meeting', $2
           from generate_series(0, 12000) n returning id)
         insert into interaction_educator (district_id, interaction_id, person_id) select 'alpha', id, $3 from logged`,
        [southCoach, app.alpha.south, southTeacher],
      ),
    )
    const { status, text } = await app.call(LOG, { token: bearer('southCoach') })
    const ids = linesOf(text).map((row) => row.split(',').at(-1))
    expect([status, ids.length, new Set(ids).size]).toEqual([200, 12_002, 12_002])
    const days = linesOf(text)
      .slice(1)
      .map((row) => row.slice(0, 10))
    expect(days).toEqual(days.toSorted())
  })
})
