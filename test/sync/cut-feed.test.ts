/** A feed that is cut anywhere: nobody is retired by it, no role is lost, and what is lost of it comes with the next whole one. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import { Failure } from '../../src/roster/failure.ts'
import type { RunReport } from '../../src/sync/report.ts'
import { readAll } from '../contract/read-all.ts'
import { useBench } from '../support/fresh-bench.ts'
import { SAMPLE, type Version, isSoak, offsetsOf, openCutBench, writeFolder, zipOf } from './cut-feed.ts'

const bench = useBench(({ sync }, districtId) => openCutBench(sync, districtId))
let home = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cut-'))
})
afterAll(async () => {
  await rm(home, { recursive: true })
})

const LONG = isSoak ? 3_600_000 : 120_000
const retired = ({ tables }: RunReport): number => Object.values(tables).reduce((sum, table) => sum + table.retired, 0)
const folder = (): string => join(home, 'folder')

async function expectUnharmed(report: RunReport, before: string, where: string): Promise<void> {
  expect(['failed', 'held', 'reported']).toContain(report.state)
  if (report.state === 'reported') expect([where, retired(report), report.roles.revoked]).toEqual([where, 0, 0])
  expect(`${where}\n${await bench.roster()}`).toBe(`${where}\n${before}`)
}

describe('F39: a zip', () => {
  it.each<Version>(['1.1', '1.2'])(
    '%s cut at any byte is no zip, and says that it may pass',
    async (version) => {
      const path = join(home, 'cut.zip')
      const zip = await zipOf(SAMPLE[version], path)
      for (let length = 0; length < zip.length; length += 1) {
        await writeFile(path, zip.subarray(0, length))
        const { error, evidence } = await readAll(oneRosterCsv, { path })
        expect([length, error instanceof Failure && error.disposition, evidence]).toEqual([length, 'retry', []])
      }
    },
    LONG,
  )

  it('cut in the middle leaves the roster as it is', async () => {
    const path = join(home, 'whole.zip')
    const zip = await zipOf(SAMPLE['1.1'], path)
    await bench.read({ path })
    const before = await bench.roster()
    for (const share of [0.2, 0.6, 0.99]) {
      await writeFile(join(home, 'half.zip'), zip.subarray(0, Math.floor(zip.length * share)))
      await expectUnharmed(await bench.read({ path: join(home, 'half.zip') }), before, String(share))
    }
  })
})

describe.each<Version>(['1.1', '1.2'])('F39: a folder with OneRoster %s', (version) => {
  const files = SAMPLE[version]

  it.each(Object.keys(files))(
    'whose %s is cut anywhere retires nobody and takes no role',
    async (name) => {
      const text = files[name] ?? ''
      await writeFolder(files, folder())
      expect((await bench.read({ path: folder() })).state).toBe('reported')
      const before = await bench.roster()
      for (const offset of offsetsOf(text, 0.008)) {
        await writeFile(join(folder(), name), text.slice(0, offset))
        await expectUnharmed(await bench.read({ path: folder() }), before, `${name} at ${offset}`)
      }
      await writeFolder(files, folder())
      expect(await bench.read({ path: folder() })).toMatchObject({ state: 'reported', incomplete: [] })
      expect(await bench.roster()).toBe(before)
    },
    LONG,
  )
})

const shorter = (text: string, rows: number): string => `${text.trimEnd().split('\n').slice(0, -rows).join('\n')}\n`
const upload = (users: string, enrollments = SAMPLE['1.1']['enrollments.csv'] ?? ''): Promise<void> =>
  writeFolder({ ...SAMPLE['1.1'], 'users.csv': users, 'enrollments.csv': enrollments }, folder())

describe('a folder whose file ends earlier than before', () => {
  const users = SAMPLE['1.1']['users.csv'] ?? ''

  beforeEach(async () => {
    await upload(users)
    await bench.read({ path: folder() })
  })

  it('is said to be so, and believed when the next export comes to the same end', async () => {
    await upload(shorter(users, 1))
    const first = await bench.read({ path: folder() })
    expect(first.diagnostics.map(({ code }) => code)).toContain('file_shorter')
    expect(first.incomplete.map(({ table }) => table)).toEqual(['people'])
    expect(retired(await bench.read({ path: folder() }))).toBe(0)
    await upload(shorter(users, 1))
    expect((await bench.read({ path: folder() })).tables.people.retired).toBe(1)
    expect((await bench.read({ path: folder() })).incomplete).toEqual([])
  })

  it('is believed, too, where the next export goes on with somebody new', async () => {
    await upload(shorter(users, 1))
    await bench.read({ path: folder() })
    await upload(`${shorter(users, 1)}${(users.trimEnd().split('\n').at(-1) ?? '').replace('u3', 'u9')}\n`)
    expect((await bench.read({ path: folder() })).tables.people).toMatchObject({ added: 1, retired: 1 })
  })

  it('is not believed where two uploads break off at different places', async () => {
    for (const rows of [2, 1, 2]) {
      await upload(shorter(users, rows))
      expect(retired(await bench.read({ path: folder() }))).toBe(0)
    }
  })

  it('retires at once whom it leaves out in the middle', async () => {
    await upload(users.replace(/^u2,.*\n/m, ''))
    expect((await bench.read({ path: folder() })).tables.people.retired).toBe(1)
  })

  it('is held where it has no rows at all', async () => {
    await upload(`${users.split('\n')[0]}\n`)
    expect((await bench.read({ path: folder() })).hold?.reasons.map(({ code }) => code)).toContain('table_empty')
  })

  it('still lets enrolments go with a person who leaves', async () => {
    const enrollments = SAMPLE['1.1']['enrollments.csv'] ?? ''
    await upload(users.replace(/^u2,.*\n/m, ''), shorter(enrollments, 1))
    const report = await bench.read({ path: folder() })
    expect(report.tables).toMatchObject({ people: { retired: 1 }, enrolments: { retired: 1 } })
    const left = await bench.query(`select sourced_id from enrolment where status = 'active' order by 1`)
    expect(left).toEqual([{ sourced_id: 'e1' }, { sourced_id: 'e3' }])
  })
})
