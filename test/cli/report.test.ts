/** Coaching reports by the command line: as somebody of the district sees them, and no further. */

import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { plantDistrict, type SchoolDistrict } from '../http/school-district.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { openBothRoles, useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
let alpha: SchoolDistrict

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  alpha = await plantDistrict(openBothRoles(database), 'alpha')
  const { north, people } = alpha
  await inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    await client.query(
      `with tag as (insert into coaching_tag (district_id, id, name) values ('alpha', 5, '=Routines'))
       insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id)
       values ('alpha', 91, $1, '2026-09-02', 30, 'meeting', $2)`,
      [people.coach, north],
    )
    await client.query(
      `with met as (insert into interaction_educator (district_id, interaction_id, person_id) values ('alpha', 91, $1))
       insert into interaction_tag (district_id, interaction_id, tag_id) values ('alpha', 91, 5)`,
      [people.teacher],
    )
  })
})

const DAYS = ['--from', '2026-07-01', '--to', '2027-06-30']
const as = (name: 'coach' | 'districtAdmin' | 'teacher') => ['--district', 'alpha', '--as', `id:${alpha.people[name]}`]
const of = (coach: string) => ['--coach', coach, '--by', 'month', ...DAYS]
const report = (...words: readonly string[]) => staffroom.json('report', ...words)

describe('reports', () => {
  test('are what the named person sees: an administrator all of it, a coach their own alone', async () => {
    const all = await report('sums', ...as('districtAdmin'), '--by', 'coach', ...DAYS)
    expect(all.data).toMatchObject({
      rows: [{ name: 'Cora Coachman', interactions: 1, minutes: 30 }],
      total: { interactions: 1, minutes: 30 },
    })
    expect((await report('sums', ...as('coach'), '--mine', ...DAYS)).data).toMatchObject({ total: { minutes: 30 } })
    const closed = await report('sums', ...as('coach'), ...DAYS)
    expect(closed).toMatchObject({ code: 1, data: { error: { code: 'REPORT_CLOSED' } } })
    expect(await report('sums', ...as('teacher'), '--mine')).toMatchObject({ code: 1 })
    const nobody = await report('sums', '--district', 'alpha', '--as', 'nobody')
    expect(nobody.data).toMatchObject({ error: { code: 'PERSON_UNKNOWN' } })
  })

  test('take a tag by its name, and come as CSV without formulas', async () => {
    const sums = ['sums', ...as('districtAdmin'), '--by', 'tag', ...DAYS]
    const { out } = await staffroom.run('report', ...sums, '--tag', '=routines', '--csv')
    expect(out).toBe("tag,interactions,minutes\n'=Routines,1,30\n")
    const unknown = await report(...sums, '--tag', 'Else')
    expect(unknown.data).toMatchObject({ error: { code: 'TAG_UNKNOWN' } })
  })

  test('of cycles, and of educators whom nobody has seen', async () => {
    expect((await report('cycles', ...as('districtAdmin'))).data).toMatchObject({ total: { cycles: 0, overdue: 0 } })
    const unseen = await report('not-seen', ...as('districtAdmin'), '--days', '9999')
    expect((unseen.data as { readonly total: number }).total).toBeGreaterThan(1)
    expect(JSON.stringify(unseen.data)).toContain('Other')
  })

  test('of one coach, whoever that is, as far as the named person sees', async () => {
    const found = await report('sums', ...as('districtAdmin'), ...of('coach@alpha.example'))
    expect(found.data).toMatchObject({ total: { interactions: 1, minutes: 30 } })
    const other = await report('sums', ...as('districtAdmin'), ...of(`id:${alpha.people.southCoach}`))
    expect(other.data).toMatchObject({ rows: [], total: { interactions: 0 } })
    const cycles = await report('cycles', ...as('districtAdmin'), '--coach', `id:${alpha.people.coach}`)
    expect(cycles.data).toMatchObject({ total: { cycles: 0 } })
    const closed = await report('sums', ...as('coach'), ...of('southCoach@alpha.example'))
    expect(closed).toMatchObject({ code: 1, data: { error: { code: 'REPORT_CLOSED' } } })
    const nobody = await report('sums', ...as('districtAdmin'), ...of('nobody@alpha.example'))
    expect(nobody.data).toMatchObject({ error: { code: 'PERSON_UNKNOWN' } })
    expect((await report('sums', ...as('coach'), '--mine', '--coach', 'x')).code).toBe(2)
  })

  test('of a group of schools, and of who teaches a grade', async () => {
    const place = ['--by', 'month', ...DAYS]
    await inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query(
        `with made as (insert into school_group (district_id, id, name, changed_at) values ('alpha', 5, 'Southern', now()))
         insert into school_group_school (district_id, group_id, school_id) values ('alpha', 5, $1)`,
        [alpha.south],
      )
      await client.query("update class set grades = '{04}' where id = $1", [alpha.classes.algebra])
    })
    const sums = (...words: readonly string[]) => report('sums', ...as('districtAdmin'), ...place, ...words)
    expect((await sums('--group', 'southern')).data).toMatchObject({ total: { interactions: 0 } })
    expect((await sums('--grade', '4')).data).toMatchObject({ total: { interactions: 1 } })
    expect((await sums('--grade', '11')).data).toMatchObject({ total: { interactions: 0 } })
    expect((await sums('--group', 'Elsewhere')).data).toMatchObject({ error: { code: 'SCHOOL_GROUP_UNKNOWN' } })
    const unseen = await report('not-seen', ...as('districtAdmin'), '--days', '9999', '--group', 'southern')
    expect(JSON.stringify(unseen.data)).toContain('Under')
    expect(JSON.stringify(unseen.data)).not.toContain('Tara')
  })

  test('refuse days that are none, before a database is looked for', async () => {
    expect((await report('sums', ...as('coach'), '--from', 'autumn')).code).toBe(2)
    expect((await report('sums', ...as('coach'), '--from', '2026-09-01', '--to', '2026-08-01')).code).toBe(2)
    expect((await report('not-seen', ...as('coach'), '--days', '0')).code).toBe(2)
  })

  test('are figures of published months for a principal, of their schools alone, and name nobody', async () => {
    const figures = (name: 'principal' | 'districtAdmin' | 'coach', ...words: readonly string[]) =>
      report('figures', '--district', 'alpha', '--as', `id:${alpha.people[name]}`, ...words)
    expect((await figures('principal')).data).toMatchObject({ isOpen: true, windows: [], total: { interactions: 0 } })
    const { north, south } = alpha
    const cell = { typeId: 'observation', interactions: 12, minutes: 360, educators: 12 }
    await inDistrict(database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      for (const [school, cells] of [
        [north, [cell, { ...cell, typeId: null, interactions: 20, minutes: 600, educators: 11 }]],
        [south, []],
      ] as const)
        await client.query(
          `insert into coaching_figure (district_id, school_id, from_on, to_on, interactions, minutes, educators, cells, published_at)
           values ('alpha', $1, '2026-08-01', '2026-08-31', 32, 960, 21, $2, '2026-09-08Z')`,
          [school, JSON.stringify(cells)],
        )
      await client.query(
        `insert into coaching_cycle_figure (district_id, school_id, from_on, to_on, cycles, days, educators, cells, published_at)
         values ('alpha', $1, '2026-08-01', '2026-08-31', 12, 480, 12, '[]', '2026-09-08Z')`,
        [north],
      )
      await client.query(
        `with made as (insert into school_group (district_id, id, name, changed_at) values ('alpha', 4, 'Northern', now()))
         insert into school_group_school (district_id, group_id, school_id) values ('alpha', 4, $1)`,
        [north],
      )
    })
    const own = await figures('principal', '--group', 'northern')
    expect(own.data).toMatchObject({ windows: [{ school: { name: 'North School' } }], total: { interactions: 32 } })
    const { out } = await staffroom.run(
      'report',
      'figures',
      '--district',
      'alpha',
      '--as',
      `id:${alpha.people.principal}`,
      '--csv',
    )
    expect(out).toBe(
      [
        'school,from,to,kind,interactions,minutes',
        'North School,2026-08-01,2026-08-31,all kinds,32,960',
        'North School,2026-08-01,2026-08-31,Observation,12,360',
        'North School,2026-08-01,2026-08-31,other kinds,20,600',
        '',
      ].join('\n'),
    )
    const cycles = await figures('principal', '--of', 'cycles')
    expect(cycles.data).toMatchObject({ cycles: { windows: [{ cycles: 12, ended: null, goesOn: null, days: 480 }] } })
    const table = await staffroom.run(
      'report',
      'figures',
      '--district',
      'alpha',
      '--as',
      `id:${alpha.people.principal}`,
      '--of',
      'cycles',
      '--csv',
    )
    expect(table.out).toBe('school,from,to,cycles,ended,go on,days\nNorth School,2026-08-01,2026-08-31,12,,,480\n')
    expect((await figures('principal', '--school', 'South School')).data).toMatchObject({
      error: { code: 'SCHOOL_UNKNOWN' },
    })
    expect((await figures('principal', '--group', 'Elsewhere')).data).toMatchObject({
      error: { code: 'SCHOOL_GROUP_UNKNOWN', message: expect.stringMatching(/It has: Northern, Southern\./) as string },
    })
    expect((await figures('coach')).data).toMatchObject({ error: { code: 'REPORT_CLOSED' } })
    expect((await figures('principal', '--year', 'autumn')).code).toBe(2)
    expect((await figures('principal', '--school', 'North School', '--group', 'Northern')).code).toBe(2)
  })

  test('say who can see what about an educator', async () => {
    const { out } = await staffroom.run('report', 'visibility', '--district', 'alpha')
    expect(out).toContain('- You do not see your own coaching record')
  })
})
