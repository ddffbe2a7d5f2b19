/** docs/ARCHITECTURE.md is true of the tree and of the database. */

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const TEXT = readFileSync(join(ROOT, 'docs', 'ARCHITECTURE.md'), 'utf8')

/** The names in backticks in the first column of the table under a heading. */
function firstColumn(heading: string): string[] {
  const section = TEXT.split(new RegExp(`^#+ ${heading}$`, 'm'))[1]?.split(/^#/m)[0] ?? ''
  const cells = section.split('\n').flatMap((line) => /^\| (`[^|]+) \|/.exec(line)?.[1] ?? [])
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
}

describe('the description of the architecture', () => {
  let database: TestDatabase
  let owner: Client

  beforeAll(async () => {
    database = await cloneDatabase()
    owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
  })

  afterAll(async () => {
    await owner.end()
    await database.drop()
  })

  it('describes every room there is', () => {
    const rooms = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'generated')
      .map((entry) => `src/${entry.name}`)
    expect(rooms.filter((room) => !firstColumn('Rooms').includes(room))).toEqual([])
  })

  it('lists exactly the tables without forced row-level security as global', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select relname as name from pg_class
       where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)
       order by 1`,
    )
    const listed = firstColumn('Global tables').filter((name) => name !== 'pgboss')
    expect(rows.map((row) => row.name)).toEqual(listed.toSorted((a, b) => (a < b ? -1 : 1)))
  })

  it('points at decisions that exist', () => {
    const decisions = new Set(readdirSync(join(ROOT, 'docs', 'decisions')))
    const links = [...TEXT.matchAll(/\(decisions\/([^)]+\.md)\)/g)].map((match) => match[1] ?? '')
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((link) => !decisions.has(link))).toEqual([])
  })
})
