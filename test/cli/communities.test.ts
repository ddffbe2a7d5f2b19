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
