import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Entry } from 'yauzl'
import { fromBuffer } from 'yauzl'
import { inDistrict } from '../../src/store/database.ts'
import { exportRoster } from '../../src/store/sync/roster-export.ts'
import type { PersonName } from './school-district.ts'
import { PERSON_NAMES } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/roster-export'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

function take(who: PersonName, query = ''): Promise<Response> {
  const authorization = `Bearer ${app.bearerOf(app.alpha, who)}`
  return fetch(`${app.address}${PATH}${query}`, { headers: { authorization } })
}

async function answered(): Promise<number> {
  const { status, body } = await take('itAdmin')
  await body?.cancel()
  return status
}

/** The files of a zip by a reader that takes no broken one. */
function unpack(bytes: Buffer): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (failed, zip) => {
      if (failed !== null) {
        reject(failed)
        return
      }
      const files: Record<string, string> = {}
      zip.on('error', reject)
      zip.on('end', () => resolve(files))
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (broken, content) => {
          if (broken !== null) {
            reject(broken)
            return
          }
          const parts: Buffer[] = []
          content.on('data', (part: Buffer) => parts.push(part))
          content.on('error', reject)
          content.on('end', () => {
            files[entry.fileName] = Buffer.concat(parts).toString()
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}

async function filesOf(who: PersonName, query = ''): Promise<Readonly<Record<string, string>>> {
  const answer = await take(who, query)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="roster.zip"')
  return unpack(Buffer.from(await answer.arrayBuffer()))
}

async function noted(): Promise<readonly unknown[]> {
  const owner = app.database.open('owner')
  try {
    const { rows } = await inDistrict(owner, { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query("select actor, object, detail from audit_entry where action = 'roster.export' order by id"),
    )
    return rows as unknown[]
  } finally {
    await owner.close()
  }
}

describe('the roster', () => {
  it('is taken along by nobody whose role does not give it, and nothing is noted', async () => {
    const others = PERSON_NAMES.filter((name) => !['itAdmin', 'districtAdmin', 'retiredTeacher'].includes(name))
    for (const who of others) {
      const answer = await take(who)
      expect([who, answer.status, (await answer.text()).includes('PK')]).toEqual([who, 403, false])
    }
    expect(await noted()).toEqual([])
  })

  it('is what the command writes, of this district alone, and on the audit log by who took it', async () => {
    const out = mkdtempSync(join(tmpdir(), 'staffroom-roster-'))
    try {
      for (const [all, query] of [
        [false, ''],
        [true, '?all=true'],
      ] as const) {
        const written = await exportRoster(app.database.open('sync'), { districtId: 'alpha', out, all })
        const names = written.map(({ file }) => file)
        expect(names).toEqual(['orgs.csv', 'people.csv', 'roles.csv', 'classes.csv', 'enrolments.csv'])
        const expected = Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]))
        const files = await filesOf('itAdmin', query)
        expect(files).toEqual(expected)
        expect(files['people.csv']).toMatch(/^sourcedId,givenName,familyName,username,email,identifier,status\n/)
        expect(/,retired$/m.test(files['orgs.csv'] ?? '')).toBe(all)
      }
    } finally {
      rmSync(out, { recursive: true })
    }
    const actor = `person:${app.alpha.people.itAdmin}`
    expect(await noted()).toEqual([
      { actor, object: 'roster', detail: { all: false } },
      { actor, object: 'roster', detail: { all: true } },
    ])
  })

  it('is the same bytes for the same roster', async () => {
    const [first, second] = [await take('districtAdmin'), await take('districtAdmin')]
    expect(Buffer.from(await first.arrayBuffer()).equals(Buffer.from(await second.arrayBuffer()))).toBe(true)
  })

  it('goes on being answered after readers who went away in the middle', async () => {
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query(
        `insert into org (district_id, source_id, sourced_id, name, type, status)
         select 'alpha', 'sis', 'many-' || n, (select string_agg(md5((n * 20 + i)::text), '') from generate_series(1, 20) i), 'department', 'active'
         from generate_series(1, 40000) n`,
      ),
    )
    for (let times = 0; times < 8; times += 1) {
      const gone = new AbortController()
      const authorization = `Bearer ${app.bearerOf(app.alpha, 'itAdmin')}`
      const answer = await fetch(`${app.address}${PATH}`, { headers: { authorization }, signal: gone.signal })
      if (answer.status === 429) {
        await answer.text()
        await new Promise((resolve) => setTimeout(resolve, 200))
        continue
      }
      await answer.body?.getReader().read()
      gone.abort()
    }
    await expect.poll(answered, { timeout: 20_000 }).toBe(200)
  })

  it('is for two at a time', async () => {
    const answers: Response[] = []
    await new Promise((resolve) => setTimeout(resolve, 1000))
    // Nobody reads: each stays under way.
    for (let times = 0; times < 3; times += 1) answers.push(await take('itAdmin'))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    for (const answer of answers) await answer.body?.cancel()
    await expect.poll(answered, { timeout: 20_000 }).toBe(200)
  })
})
