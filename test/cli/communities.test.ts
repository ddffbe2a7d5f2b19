/** Communities and classes by the command line: numbers and titles, no names of people. */

import { beforeAll, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
let community: string
let club: string

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  for (const id of ['east', 'west'])
    await staffroom.run('district', 'create', '--id', id, '--name', id, '--timezone', 'America/Chicago')
  await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, async (client) => {
    const add = async (text: string, values: readonly unknown[] = []) =>
      String((await client.query<{ id: string }>(`${text} returning id::text`, [...values])).rows[0]?.id)
    const person = await add(
      "insert into person (district_id, given_name, family_name) values ('east', 'Ada', 'Secret')",
    )
    const school = await add(
      "insert into org (district_id, source_id, sourced_id, name, type) values ('east', 'sis', 's1', 'School', 'school')",
    )
    const ofClass = (source: string, title: string) =>
      add(
        `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id, school_id)
         values ('east', $1, $2, $2, 'scheduled', 's1', $3)`,
        [source, title, school],
      )
    club = await ofClass('', 'Chess club')
    await ofClass('sis', 'Algebra')
    await client.query(
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('east', $1, 'class_lead', 'class', $2, 'manual')",
      [person, club],
    )
    community = await add(
      "insert into community (district_id, name, created_by, created_at) values ('east', 'Readers', $1, now())",
      [person],
    )
    await client.query(
      "insert into community_member (district_id, community_id, person_id, role, added_by) values ('east', $1, $2, 'lead', $2)",
      [community, person],
    )
    await client.query(
      "insert into community_class (district_id, community_id, class_id, slot, added_by, added_at) values ('east', $1, $2, 1, $3, now())",
      [community, club, person],
    )
  })
})

const ask = (...words: readonly string[]) => staffroom.json(...words, '--district', 'east')

test('what is nothing, of another district or no number is said to be that, as a mistake of who typed', async () => {
  for (const words of [
    ['community', 'show', '999'],
    ['class', 'show', 'chess'],
    ['class', 'list', '--limit', '0'],
  ])
    expect((await ask(...words)).code).toBe(2)
  expect((await staffroom.json('community', 'show', community, '--district', 'west')).code).toBe(2)
  expect((await staffroom.json('class', 'list', '--district', 'west')).data).toEqual({ classes: [] })
})

test('communities are listed with who leads them by number, how many belong, and their classes', async () => {
  const classes = [{ id: club, title: 'Chess club' }]
  const { data } = await ask('community', 'list')
  expect(data).toMatchObject({
    communities: [{ id: community, name: 'Readers', members: 1, archived: false, classes }],
  })
  expect((await ask('community', 'show', community)).data).toMatchObject({ community: { name: 'Readers', classes } })
  expect(JSON.stringify(data)).not.toContain('Secret')
})

test('classes are listed by title with where they come from, all or of one school', async () => {
  const { data } = await ask('class', 'list', '--school', 's1')
  expect(data).toMatchObject({
    classes: [
      { title: 'Algebra', sourceId: 'sis', leads: [], communities: [] },
      { title: 'Chess club', sourceId: null, students: 0, communities: [community] },
    ],
  })
  expect((await ask('class', 'list', '--limit', '1')).data).toMatchObject({ classes: [{ title: 'Algebra' }] })
  expect((await ask('class', 'list', '--school', 'none')).data).toEqual({ classes: [] })
  expect((await ask('class', 'show', club)).data).toMatchObject({ class: { id: club, sourceId: null } })
})

test('a rule makes communities of the roster: looked at first, made for somebody who may lead them, ended', async () => {
  await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, async (client) => {
    await client.query(
      "insert into course (district_id, source_id, sourced_id, title, course_code) values ('east', 'sis', 'k1', 'Maths', 'M7')",
    )
    for (const [index, name] of ['Tess', 'Theo'].entries())
      await client.query(
        `with p as (insert into person (district_id, given_name, family_name, email)
             values ('east', $1, 'Secret', lower($1) || '@east.example') returning id),
           r as (insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
             select 'east', p.id, 'teacher', 'school', o.id, 'manual' from p, org o where o.district_id = 'east'),
           c as (insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id, school_id, course_sourced_id)
             select 'east', 'sis', $2, 'Maths ' || $2, 'scheduled', 's1', o.id, 'k1' from org o where o.district_id = 'east' returning id)
         insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         select 'east', p.id, 'class_lead', 'class', c.id, 'manual' from p, c`,
        [name, `m${index}`],
      )
  })
  // A teacher can't come to lead others' classes this way.
  expect((await ask('community', 'rule', 'make', '--same', 'course', '--led-by', 'tess@east.example')).code).toBe(1)
  await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, (client) =>
    client.query(
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) select 'east', id, 'district_admin', 'district', 0, 'manual' from person where email = 'tess@east.example'",
    ),
  )
  const make = (...words: readonly string[]) => ask('community', 'rule', 'make', '--same', ...words)
  expect((await make('teacher', '--dry-run')).code).toBe(2)
  expect((await make('course')).code).toBe(2)
  expect((await make('course', '--led-by', 'nobody@east.example')).code).toBe(1)
  expect((await make('course', '--school', 'none', '--dry-run')).code).toBe(1)
  const seen = await make('course', '--course', 'code:M7', '--dry-run')
  expect(seen.data).toMatchObject({ groups: [{ name: 'Maths', state: 'new', communityId: null }] })
  expect(JSON.stringify(seen.data)).not.toContain('Secret')
  expect((await ask('community', 'rule', 'list')).data).toEqual({ rules: [] })
  const made = await make('course', '--course', 'code:M7', '--led-by', 'tess@east.example')
  expect(made.data).toMatchObject({ communities: 1, classes: 2 })
  const { ruleId } = made.data as { ruleId: string }
  const shown = (await ask('community', 'rule', 'show', ruleId)).data
  expect(shown).toMatchObject({ groups: [{ state: 'there', classes: [{ state: 'in' }, { state: 'in' }] }] })
  expect((await staffroom.json('community', 'rule', 'show', ruleId, '--district', 'west')).code).toBe(1)
  expect((await ask('community', 'rule', 'end', ruleId)).code).toBe(0)
  expect((await ask('community', 'rule', 'end', ruleId)).code).toBe(1)
  expect((await ask('community', 'rule', 'list')).data).toMatchObject({
    rules: [{ id: ruleId, communities: 1, classes: 2 }],
  })
})
