/** What is kept of one person, by the command line. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const home = makeHome()
const at = (name: string): string => join(home, name)

const HEADER =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password'
const student = (id: string, name: string) => `${id},,,true,s1,student,,,${name},Feedling,,,${id}@x.example,,,,04,`

function writeFeed(lines: readonly string[]): void {
  mkdirSync(at('feed'), { recursive: true })
  const files: Record<string, readonly string[]> = {
    'manifest.csv': [
      'propertyName,value',
      'manifest.version,1.0',
      'oneroster.version,1.1',
      'file.orgs,bulk',
      'file.users,bulk',
    ],
    'orgs.csv': ['sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId', 's1,,,School,school,,'],
    'users.csv': [HEADER, ...lines],
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(at('feed'), name), `${content.join('\n')}\n`)
}

const kept = (...words: readonly string[]) => staffroom.json('kept', ...words, '--district', 'east')

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home })
  writeFeed([student('u1', 'Ada'), student('u2', 'Bea'), student('u9', 'Zoe')])
  writeFileSync(at('sis.json'), JSON.stringify({ path: at('feed') }))
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  const which = ['--district', 'east', '--id', 'sis', '--connector', 'oneroster-csv', '--config', at('sis.json')]
  await staffroom.run('source', 'add', ...which)
  const synced = await staffroom.run('sync', 'sis')
  expect(synced.code, synced.err).toBe(0)
})

test('the file is written once, for whoever may read the folder, and told part by part', async () => {
  const done = await kept('export', 'u1', '--out', at('ada.json'))
  expect(done.code, done.err).toBe(0)
  const file = JSON.parse(readFileSync(at('ada.json'), 'utf8')) as {
    person: object
    sections: { section: string; entries: object[] }[]
  }
  expect(file.person).toMatchObject({ givenName: 'Ada', familyName: 'Feedling' })
  expect(file.sections.find(({ section }) => section === 'sources')?.entries).toMatchObject([{ sourcedId: 'u1' }])
  const again = await kept('export', 'u1', '--out', at('ada.json'))
  expect(again.code).toBe(2)
  const nobody = await kept('export', 'u77', '--out', at('nobody.json'))
  expect([nobody.code, existsSync(at('nobody.json'))]).toEqual([1, false])
  expect(nobody.err + nobody.out).toContain('PERSON_UNKNOWN')
})

test(
  'who is in a feed is not erased; who is held is not either; then they are, and a sync doesn’t bring them back',
  { timeout: 120_000 },
  async () => {
    const word = ['--word', 'Bea Feedling']
    expect((await kept('erase', 'u2')).data).toMatchObject({ word: 'Bea Feedling', isFed: true, isHeld: false })
    expect((await kept('erase', 'u2', ...word)).out).toContain('ERASURE_REFUSED')
    writeFeed([student('u1', 'Ada'), student('u9', 'Zoe')])
    await staffroom.run('sync', 'sis')
    expect((await kept('hold', 'u2', '--reason', ' ')).out).toContain('HOLD_REFUSED')
    expect((await kept('hold', 'u2', '--reason', 'Case 17')).code).toBe(0)
    expect((await kept('holds')).data).toMatchObject({ total: 1, items: [{ givenName: 'Bea', reason: 'Case 17' }] })
    const refused = await kept('erase', 'u2', ...word)
    expect([refused.code, refused.out.includes('UNDER_HOLD')]).toEqual([1, true])
    // Another sync changes nothing about the hold.
    await staffroom.run('sync', 'sis')
    expect((await kept('erase', 'u2', ...word)).out).toContain('UNDER_HOLD')
    expect((await kept('lift', 'u2')).code).toBe(0)
    expect((await kept('erase', 'u2', '--word', 'Ada Feedling')).out).toContain('ERASURE_REFUSED')
    const erased = await kept('erase', 'u2', ...word)
    expect(erased.code, erased.out).toBe(0)
    await staffroom.run('sync', 'sis')
    expect((await kept('erase', 'u2')).out).toContain('PERSON_UNKNOWN')
  },
)

test('the last administrator of a district is not erased', async () => {
  const client = new Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await client.query("select set_config('app.district_id', 'east', false)")
    const { rows } = await client.query<{ id: string }>(
      "insert into person (district_id, given_name, family_name) values ('east', 'Dana', 'Director') returning id::text",
    )
    const id = rows[0]?.id ?? ''
    await client.query(
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('east', $1, 'district_admin', 'district', 0, 'manual')",
      [id],
    )
    const refused = await kept('erase', `id:${id}`, '--word', 'Dana Director')
    expect(refused.out).toContain('A district keeps at least one district administrator')
    expect((await client.query("select from person where id = $1 and status = 'active'", [id])).rowCount).toBe(1)
    const { rows: log } = await client.query<{ actor: string }>(
      "select distinct actor from audit_entry where action like 'legal_hold.%' or action like 'person_record.%' or action = 'account.delete'",
    )
    expect(log).toEqual([{ actor: 'cli' }])
  } finally {
    await client.end()
  }
})
