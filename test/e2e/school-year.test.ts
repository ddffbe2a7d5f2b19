/**
 * A school year of a community, played through on the real server: its lead, class leads, a member from outside, and
 * students who answer from the LMS and by code. What happens by itself the worker does, on the clock of the year.
 */

import { rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/ui/paths.ts'
import { inspect } from '../ui/looks.ts'
import { buildPages } from '../ui/served-app.ts'
import type { Taken } from './year/answering.ts'
import * as answering from './year/answering.ts'
import { sheetOf } from './year/answers.ts'
import * as autumn from './year/autumn.ts'
import { COMMUNITY, MEMBER } from './year/autumn.ts'
import type { Row } from './year/reading.ts'
import { expectCounted, groupsIn, openReport, readFilePrinted, readTable, toldAt } from './year/reading.ts'
import { CLASSES, feedOf, nameOfStudent, students } from './year/roster.ts'
import type { ClassKey, Lists } from './year/roster.ts'
import { goTo, openStage, PHONE } from './year/stage.ts'
import type { Stage } from './year/stage.ts'
import * as turning from './year/turning.ts'
import { openYear } from './year/world.ts'
import type { YearWorld } from './year/world.ts'

const AUTUMN = {
  second: { teacher: 'amara', students: students(1, 12) },
  fifth: { teacher: 'amara', students: students(13, 18) },
  biology: { teacher: 'ben', students: students(19, 26) },
} satisfies Lists
/** One student is in another class, and one more class is taught. */
const WINTER = {
  ...AUTUMN,
  second: { teacher: 'amara', students: students(1, 12).filter((key) => key !== 's05') },
  biology: { teacher: 'ben', students: [...students(19, 26), 's05'] },
  chemistry: { teacher: 'carla', students: students(27, 32) },
} satisfies Lists
/** Somebody came in the middle of a cycle. */
const LATER = { ...WINTER, second: { teacher: 'amara', students: [...WINTER.second.students, 's33'] } } satisfies Lists

const FIRST = '2026-09-21'
const SECOND = '2026-11-09'
const BOYS = new Set(students(7, 12))
/** What those who answer everything and those who leave most out have both answered. */
const SPLIT = new Set(['care-notices', 'comments-next'])
const NOTHING = new Set<string>()

let built: string
let year: YearWorld
let stage: Stage
let community: string
const classes = new Map<string, string>()
const codes = { second: '', biology: '' }
const taken: Record<'first' | 'second', Taken> = { first: {}, second: {} }
/** Reports as they were when they were made, by whose they are. */
const asMade = new Map<string, readonly Row[]>()

const idOf = (key: ClassKey): string => classes.get(key) ?? ''
const genderOf = (key: string) => ({ gender: BOYS.has(key) ? 'boy' : 'girl' })
const sheetsOf = (cycle: 'first' | 'second', key: ClassKey) => taken[cycle][key] ?? []

async function answerAll(cycle: 'first' | 'second', key: ClassKey, who: readonly string[]): Promise<void> {
  for (const student of who) {
    const sheet = sheetOf(student, cycle === 'first' ? 1 : 2, genderOf(student))
    await answering.answerByLaunch(year, student, sheet)
    answering.keep(taken[cycle], key, sheet)
  }
}

async function learnIds(): Promise<void> {
  const rows = await year.bench.query<{ key: string; id: string }>('select sourced_id as key, id::text from class')
  for (const { key, id } of rows) classes.set(key, id)
}

beforeAll(async () => {
  built = await buildPages()
  year = await openYear(built)
  stage = await openStage(year)
})
afterAll(async () => {
  await stage.close()
  await year.stop()
  await rm(built, { recursive: true, force: true })
})
afterEach(() => stage.sweep())

// What was done stays done: no act can be played twice.
describe('a school year of a community', { retry: 0 }, () => {
  test('in autumn it comes together: its lead from the LMS, a member by mail, class leads by mail and by link', async () => {
    year.goTo('2026-09-14')
    await year.sync(feedOf(AUTUMN))
    await learnIds()
    const link = await autumn.createCommunity(stage)
    await year.work()
    expect(autumn.readLetter(year, 'amara@maple.example')).toContain('/#/communities')
    const nadia = await autumn.comeFromOutside(year, stage)
    await inspect(nadia, 'year 1 member from outside')
    const amara = await stage.launch('amara')
    await amara.getByRole('button', { name: `Join ${COMMUNITY}` }).click()
    await amara.getByRole('heading', { name: COMMUNITY, level: 1 }).waitFor()
    community = /communities\/(\d+)/.exec(amara.url())?.[1] ?? ''
    await autumn.addClasses(amara, ['second', 'fifth'])
    codes.second = await autumn.makeCode(amara, 'second')
    await inspect(amara, 'year 1 class of its lead')
    const ben = await stage.launch('ben')
    await autumn.joinByLink(ben, link)
    await autumn.addClasses(ben, ['biology'])
    await inspect(ben, 'year 1 community of a member')
    codes.biology = await autumn.makeCode(ben, 'biology')
  })

  test('students answer from the LMS in two sittings, by code on a phone, and by every way at once', async () => {
    year.goTo('2026-09-22')
    const resumed = answering.shortSheet('s01', genderOf('s01'))
    await answering.beginOnPhone(stage, 's01', resumed)
    const byCode = answering.shortSheet('s02', genderOf('s02'))
    const place = { address: year.tool.publicUrl, code: codes.second }
    await answering.takePartByCode(stage, { ...place, student: 's02', sheet: byCode }, inspect)
    year.goTo('2026-09-23')
    await answering.goOnOnPhone(stage, 's01', resumed)
    for (const sheet of [resumed, byCode]) answering.keep(taken.first, 'second', sheet)
    await answerAll('first', 'second', students(3, 10))
    await answerAll('first', 'fifth', students(13, 17))
    await answerAll('first', 'biology', students(19, 22))
    for (const student of students(23, 24)) {
      const sheet = sheetOf(student, 1)
      await answering.answerByCode(year, { code: codes.biology, name: nameOfStudent(student).join(' ') }, sheet)
      answering.keep(taken.first, 'biology', sheet)
    }
  })

  test('on Monday the leads of the class read who has taken part, and everybody how many; nobody what was answered', async () => {
    year.goTo('2026-09-28')
    await year.work()
    const amara = await stage.launch('amara')
    const rows = await answering.readParticipants(amara, 'second', 1)
    expect(rows.filter((row) => row.includes('Yes, Sep 2'))).toHaveLength(10)
    expect(rows.filter((row) => row.includes('Not yet'))).toHaveLength(2)
    await inspect(amara, 'year 2 who has taken part')
    const lena = await stage.launch('lena')
    await goTo(lena, paths.community(community))
    await lena.getByRole('link', { name: 'Open the report' }).click()
    await lena.getByText('21 of 26 (81 %), target reached').waitFor()
    expect(await lena.getByText('Question by question').count()).toBe(0)
    await inspect(lena, 'year 2 community on Monday')
    await turning.expectClosedTo(year, lena, { token: await year.launch('lena'), classId: idOf('second') })
    await turning.expectNotDesignated(lena, { community, title: CLASSES.second, mail: 'lena@maple.example' })
    await turning.expectClosedTo(year, lena, { token: await year.launch('lena'), classId: idOf('second') })
  })

  test('late answers count until the last day of the extension, and whoever comes after it is told so', async () => {
    year.goTo('2026-10-06')
    const late = await stage.launch('s11', PHONE)
    await late.getByText('late answers count until Oct 9, 2026').waitFor()
    await inspect(late, 'year 2 student who is late')
    await late.getByRole('link', { name: `Answer it: ${CLASSES.second}` }).click()
    const sheet = answering.shortSheet('s11', genderOf('s11'))
    await answering.choose(late, sheet, Object.keys(sheet))
    await answering.send(late)
    answering.keep(taken.first, 'second', sheet)
    // Ten minutes before midnight of the district’s last day, and ten after it.
    year.goTo('2026-10-10', '04:50')
    const open = await stage.launch('s12', PHONE)
    await open.getByRole('link', { name: `Answer it: ${CLASSES.second}` }).click()
    await answering.choose(open, sheet, ['care-notices'])
    year.goTo('2026-10-10', '05:10')
    await turning.expectTooLate(stage, open, { student: 's12', code: codes.second, address: year.tool.publicUrl })
    await year.work()
    const amara = await stage.launch('amara')
    const rows = await answering.readParticipants(amara, 'second', 1)
    expect(rows.filter((row) => row.includes('Yes, Oct 6, 2026 late'))).toHaveLength(1)
    expect(rows.filter((row) => row.includes('Not yet'))).toHaveLength(1)
  })

  test('the first reports say what was answered, to whom they are for', async () => {
    year.goTo('2026-10-12')
    await year.work()
    const amara = await stage.launch('amara')
    await openReport(amara, paths.classReport(idOf('second')))
    await inspect(amara, 'year 3 class report')
    const rows = await readTable(amara)
    expectCounted(rows, FIRST, [{ sheets: sheetsOf('first', 'second'), split: SPLIT }])
    // Of other questions the girls’ group is under five, and of no question the other languages’ isn’t.
    expect([...groupsIn(rows, FIRST).values()]).toEqual([
      ['Boy', 'Girl'],
      ['Boy', 'Girl'],
    ])
    const printed = await readFilePrinted(amara)
    expect(printed.text).toContain('11 of 12')
    expect(printed.text).not.toContain('Another language')
    asMade.set('second', rows)
    await openReport(amara, paths.myClassesReport())
    const mine = await readTable(amara)
    const fifth = { sheets: sheetsOf('first', 'fifth'), split: NOTHING }
    expectCounted(mine, FIRST, [{ sheets: sheetsOf('first', 'second'), split: SPLIT }, fifth])
    await turning.expectClosedTo(year, amara, { token: await year.launch('amara'), classId: idOf('biology') })
  })

  test('the community’s report pools all classes in steps of ten, for its members and nobody else', async () => {
    const nadia = await turning.signIn(stage, year, MEMBER)
    await nadia.getByRole('link', { name: 'Open the report' }).click()
    await nadia.getByText('Figures are told in steps of ten').waitFor()
    await inspect(nadia, 'year 3 community report')
    const rows = await readTable(nadia)
    const all = (['second', 'fifth', 'biology'] as const).map((key) => ({
      sheets: sheetsOf('first', key),
      split: NOTHING,
    }))
    expectCounted(rows, FIRST, all)
    expect(groupsIn(rows, FIRST).size).toBe(0)
    expect((await readFilePrinted(nadia)).text).not.toMatch(/Algebra|Biology/)
    asMade.set('community', rows)
    await turning.expectClosedTo(year, nadia, { token: null, classId: idOf('second') })
    const carla = await stage.launch('carla')
    expect(await toldAt(carla, paths.communityReport(community))).not.toContain('%')
    const student = await stage.launch('s03', PHONE)
    expect(await toldAt(student, paths.communityReport(community))).not.toContain('%')
  })

  test('between the cycles a student moves by the feed, a class is added and another taken out', async () => {
    year.goTo('2026-10-19')
    await year.sync(feedOf(WINTER))
    await learnIds()
    const lena = await stage.launch('lena')
    const link = await turning.inviteByLink(lena, community)
    const carla = await stage.launch('carla')
    await autumn.joinByLink(carla, link)
    await autumn.addClasses(carla, ['chemistry'])
    await autumn.openClass(carla, 'chemistry')
    await carla.getByText('Nov 9, 2026 to Nov 20, 2026, late answers until Nov 27, 2026').waitFor()
    const amara = await stage.launch('amara')
    await turning.takeOut(amara, community, CLASSES.fifth)
    await inspect(amara, 'year 4 community after a class was taken out')
    const rows = await answering.readParticipants(amara, 'second', 1)
    expect(rows.filter((row) => row.includes('left the class'))).toHaveLength(1)
  })

  test('in the second cycle the moved student answers where they are, and who joins later is marked', async () => {
    year.goTo('2026-11-10')
    await answerAll('second', 'second', [...students(1, 4), ...students(6, 10)])
    await answerAll('second', 'biology', [...students(19, 24), 's05'])
    await answerAll('second', 'chemistry', students(27, 32))
    year.goTo('2026-11-12')
    await year.sync(feedOf(LATER))
    await answerAll('second', 'second', ['s33'])
    const sheet = { ...sheetOf('s34', 2), gender: 'boy' }
    await turning.joinOnPhone(stage, { address: year.tool.publicUrl, code: codes.second, name: 'Zora Newcomer' }, sheet)
    answering.keep(taken.second, 'second', turning.shownOf(sheet))
    const amara = await stage.launch('amara')
    const rows = await answering.readParticipants(amara, 'second', 2)
    expect(rows.filter((row) => /^Castle, Kai .* joined during the cycle$/.test(row))).toHaveLength(1)
    expect(rows.filter((row) => row.includes('Zora Newcomer') && row.includes('by code'))).toHaveLength(1)
    await inspect(amara, 'year 5 late joiners')
  })

  test('reports compare two cycles, and the first is as it was made', async () => {
    year.goTo('2026-11-28')
    await year.work()
    const amara = await stage.launch('amara')
    await openReport(amara, paths.classReport(idOf('second')))
    await inspect(amara, 'year 5 class report of two cycles')
    const rows = await readTable(amara)
    expect(rows.filter((row) => row['From'] === FIRST)).toEqual(
      asMade.get('second')?.filter((row) => row['From'] === FIRST),
    )
    expectCounted(rows, SECOND, [{ sheets: sheetsOf('second', 'second'), split: NOTHING }])
    asMade.set('second', rows)
    const lena = await stage.launch('lena')
    await openReport(lena, paths.communityReport(community))
    await inspect(lena, 'year 5 community report of two cycles')
    const pooled = await readTable(lena)
    expect(pooled.filter((row) => row['From'] === FIRST)).toEqual(
      asMade.get('community')?.filter((row) => row['From'] === FIRST),
    )
    const all = (['second', 'biology', 'chemistry'] as const).map((key) => ({
      sheets: sheetsOf('second', key),
      split: NOTHING,
    }))
    expectCounted(pooled, SECOND, all)
    asMade.set('community', pooled)
  })

  test('its lead leaves, and the next one leaves the district: it is never without a lead, nor is the class', async () => {
    year.goTo('2027-02-01')
    await turning.leaveAsLead(stage, community)
    year.goTo('2027-03-01')
    await year.sync(feedOf({ ...LATER, biology: { ...LATER.biology, teacher: null } }, ['ben']))
    await year.work()
    const amara = await stage.launch('amara')
    await amara.getByText('Led by Amara Okafor').waitFor()
    await amara.getByText('no class lead').first().waitFor()
    await inspect(amara, 'year 6 community handed on')
    year.goTo('2027-03-02')
    await year.sync(feedOf({ ...LATER, biology: { ...LATER.biology, teacher: 'dora' } }, ['ben']))
    const dora = await stage.launch('dora')
    await openReport(dora, paths.classReport(idOf('biology')))
    await openReport(dora, paths.communityReport(community))
    expect(await toldAt(dora, paths.classReport(idOf('second')))).not.toContain('%')
    await expect(year.launch('ben')).rejects.toThrow('person_inactive')
  })

  test('in summer the names go on the district’s day; answers and reports stand', async () => {
    year.goTo('2027-06-15')
    const admin = await turning.comeAsAdmin(stage, await year.inviteAdmin('dana@maple.example'))
    await turning.setDay(admin, { month: 'June', day: '20' })
    await inspect(admin, 'year 7 day for names')
    expect(await turning.countNames(year)).toBeGreaterThan(40)
    year.goTo('2027-06-21')
    await year.work()
    expect(await turning.countNames(year)).toBe(0)
    const amara = await stage.launch('amara')
    await autumn.openClass(amara, 'second')
    await amara.getByText('who took part was forgotten on Jun').first().waitFor()
    expect(await amara.getByRole('button', { name: /^Who has taken part/ }).count()).toBe(0)
    await inspect(amara, 'year 7 class after names were removed')
    await openReport(amara, paths.classReport(idOf('second')))
    expect(await readTable(amara)).toEqual(asMade.get('second'))
    await openReport(amara, paths.communityReport(community))
    expect(await readTable(amara)).toEqual(asMade.get('community'))
  })
})
