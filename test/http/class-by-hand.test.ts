/** Classes made by hand: who may make one, what it is, and that a feed's class is not treated as one. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openDesk, type Desk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let desk: Desk
let algebra: string
let club: string

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  ;({ algebra } = app.alpha.classes)
})
afterAll(() => app.close())

const make = (name: PersonName, body: object = {}) =>
  desk.ask(name, 'POST', '/classes', { schoolId: app.alpha.north, title: 'Chess club', ...body })
const rename = (name: PersonName, classId: string, title = 'Go club') =>
  desk.ask(name, 'PUT', `/classes/${classId}/names`, { title })
const end = (name: PersonName, classId: string, ended = true) =>
  desk.ask(name, 'PUT', `/classes/${classId}/ended`, { ended })
const handMade = () =>
  desk.run("select id::text, title, status from class where district_id = 'alpha' and source_id = '' order by id")
const ledBy = async (name: PersonName): Promise<readonly string[]> => {
  const { json } = await desk.ask(name, 'GET', '/classes/led')
  return (json as { classes: readonly { title: string }[] }).classes.map(({ title }) => title)
}

describe('a class made by hand', () => {
  it('is not made by who teaches nothing, at another school, for somebody else, or without a title', async () => {
    const { people, south } = app.alpha
    for (const name of ['coach', 'principal', 'student', 'itAdmin', 'billing'] as const)
      expect(codeOf(await make(name)), name).toBe('403 forbidden')
    expect(codeOf(await make('teacher', { schoolId: south }))).toBe('422 school_unknown')
    expect(codeOf(await make('schoolAdmin', { schoolId: south, teacherId: people.teacher }))).toBe('422 school_unknown')
    expect(codeOf(await make('teacher', { teacherId: people.otherTeacher }))).toBe('422 teacher_unknown')
    for (const teacherId of [people.student, people.retiredTeacher, app.beta.people.teacher])
      expect(codeOf(await make('schoolAdmin', { teacherId }))).toBe('422 teacher_unknown')
    expect(codeOf(await make('schoolAdmin'))).toBe('422 teacher_unknown')
    expect(codeOf(await make('districtAdmin', { schoolId: app.beta.north, teacherId: people.teacher }))).toBe(
      '422 school_unknown',
    )
    expect(codeOf(await make('teacher', { title: '  ' }))).toBe('422 title_missing')
    expect(await handMade()).toEqual([])
  })

  it('is made by a teacher, who leads it (P002-27), and by an administrator for one', async () => {
    const made = await make('teacher')
    expect(made.status).toBe(201)
    club = (made.json as { classId: string }).classId
    expect(await ledBy('teacher')).toContain('Chess club')
    const other = await make('schoolAdmin', { title: 'Choir', teacherId: app.alpha.people.otherTeacher })
    expect(other.status).toBe(201)
    expect(await ledBy('otherTeacher')).toContain('Choir')
    expect((await desk.audit(`class:${club}`)).map(({ action }) => action)).toEqual(['class.create'])
  })

  it('has a desk, a list and a schedule like any other, for its lead alone', async () => {
    for (const path of [
      `/classes/led/${club}/desk`,
      `/classes/led/${club}/students`,
      `/classes/${club}/survey-schedule`,
    ]) {
      expect((await desk.ask('teacher', 'GET', path)).status, path).toBe(200)
      expect((await desk.ask('otherTeacher', 'GET', path)).status, path).toBe(404)
    }
    const list = await desk.ask('teacher', 'POST', `/classes/led/${club}/students`, {
      personId: app.alpha.people.student,
    })
    expect(list.json).toMatchObject({ students: [{ owner: 'put_in' }] })
    expect((await desk.ask('teacher', 'POST', `/classes/led/${club}/code`)).status).toBe(201)
  })

  it('stands in communities, whose members its leads are for as long as it is at work', async () => {
    const community = await desk.create('coach', 'Clubs')
    await desk.bringIn('coach', community, 'otherTeacher')
    await desk.bringIn('coach', community, 'teacher')
    expect((await desk.addClass('teacher', community, club)).status).toBe(201)
    await desk.ask('teacher', 'POST', `/communities/${community}/leave`)
    expect((await desk.ask('teacher', 'GET', `/communities/${community}`)).status).toBe(200)
    await end('teacher', club)
    expect((await desk.ask('teacher', 'GET', `/communities/${community}`)).status).toBe(403)
    expect((await desk.shown('coach', community)).community.classes).toEqual([])
    await end('teacher', club, false)
    expect((await desk.shown('coach', community)).community.classes).toMatchObject([{ id: club }])
  })

  it('is named and ended by its leads and by administrators of its school, and by nobody else', async () => {
    for (const name of ['otherTeacher', 'southTeacher'] as const) {
      expect(codeOf(await rename(name, club))).toBe('404 not_found')
      expect(codeOf(await end(name, club))).toBe('404 not_found')
    }
    for (const name of ['coach', 'principal', 'student'] as const)
      expect(codeOf(await end(name, club))).toBe('403 forbidden')
    expect((await rename('teacher', club)).status).toBe(204)
    expect((await end('schoolAdmin', club)).status).toBe(204)
    expect(codeOf(await end('teacher', club))).toBe('409 already_so')
    expect(codeOf(await rename('teacher', club, 'Again'))).toBe('404 not_found')
    expect(await ledBy('teacher')).toEqual(['Class algebra'])
    expect((await desk.ask('teacher', 'GET', `/classes/led/${club}/desk`)).status).toBe(404)
    const mine = (await desk.ask('teacher', 'GET', '/classes/by-hand')).json as { classes: object[] }
    expect(mine.classes).toMatchObject([{ id: club, title: 'Go club', endedAt: '2026-11-22T18:00:00.000Z' }])
    expect((await end('teacher', club, false)).status).toBe(204)
    expect(await ledBy('teacher')).toContain('Go club')
  })

  it('is what a feed’s class is not: that one keeps its name and its end', async () => {
    expect(codeOf(await rename('teacher', algebra))).toBe('409 class_fed')
    expect(codeOf(await end('schoolAdmin', algebra))).toBe('409 class_fed')
    expect(codeOf(await end('otherTeacher', algebra))).toBe('404 not_found')
    const [found] = await desk.run("select title, status from class where district_id = 'alpha' and id = $1", [algebra])
    expect(found).toEqual({ title: 'Class algebra', status: 'active' })
  })
})
