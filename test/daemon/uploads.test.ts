/** The look at a list before it is uploaded: what is understood of its columns, and what each row would do. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewUpload, type UploadPreview } from '../../src/daemon/desk/uploads.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { useDatabase } from '../support/database.ts'
import { openListBench } from '../support/list-bench.ts'
import { org } from '../support/literal-feed.ts'
import type { SyncBench } from '../support/sync-world.ts'

const HEADER = 'Given Name,Surname,E-mail,Employee ID,Building,Shoe size,Status'
const signal = new AbortController().signal

const database = useDatabase()
let bench: SyncBench
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'))
  bench = await openListBench(database.open('sync'), 'alder')
  bench.feed.current = { records: [org('s1', { name: 'Lincoln' })] }
  await bench.sync()
  const runId = await requestRun(bench.world, { ...LIST, trigger: 'manual', dryRun: false, requestedBy: 'test' })
  const file = await list([
    'Ada,Byron,ada@x.org,1,Lincoln,37,',
    'Kei,Ito,kei@x.org,2,Lincoln,41,',
    'Old,One,o@x.org,3,Lincoln,,',
  ])
  await executeRun(bench.world, { districtId: 'alder', runId, file, signal })
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const LIST = { districtId: 'alder', sourceId: 'list' }

async function list(lines: readonly string[]): Promise<string> {
  const file = join(folder, 'list.csv')
  await writeFile(file, `${[HEADER, ...lines].join('\n')}\n`)
  return file
}

async function preview(lines: readonly string[], whole = false): Promise<UploadPreview> {
  return previewUpload(bench.world, LIST, { file: await list(lines), whole, signal, onProgress: () => undefined })
}

const effects = ({ rows }: UploadPreview): string[] => rows.map(({ row, effect }) => `${row} ${effect}`)

describe('the look at a list', () => {
  it('says what each column was understood as', async () => {
    const { columns } = await preview(['Ada,Byron,ada@x.org,1,Lincoln,37,'])
    expect(columns.map(({ letter, name, as }) => `${letter} ${name}: ${as}`)).toEqual([
      'A Given Name: First name',
      'B Surname: Last name',
      'C E-mail: Email',
      'D Employee ID: Staff ID',
      'E Building: School',
      'F Shoe size: null',
      'G Status: Status',
    ])
  })

  it('says what every row would do, and changes nothing', async () => {
    const seen = await preview([
      'Ada,Byron,ada@x.org,1,Lincoln,37,',
      'Kei,Changed,kei@x.org,2,Lincoln,41,',
      'Old,One,o@x.org,3,Lincoln,,inactive',
      'New,Person,n@x.org,9,Lincoln,,',
      'Bad,Row,nonsense,10,Nowhere,,',
    ])
    expect(effects(seen)).toEqual(['2 none', '3 change', '4 retire', '5 add', '6 out'])
    expect(seen.rows[4]?.problems.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'value_email Email',
      'reference_missing School',
    ])
    expect(seen.rows.slice(0, 4).flatMap(({ problems }) => problems)).toEqual([])
    expect(seen.report).toMatchObject({ state: 'previewed', incomplete: [] })
    const [active] = await bench.query<{ count: number }>(
      `select count(*)::int as count from person_source where source_id = 'list' and status = 'active'`,
    )
    expect(active).toEqual({ count: 3 })
  })

  it('says it of rows that only contradict each other, too', async () => {
    const seen = await preview(['A,B,a@x.org,20,Lincoln,,', 'C,D,c@x.org,20,Lincoln,,'])
    expect(effects(seen)).toContain('3 out')
    expect(seen.rows.flatMap(({ problems }) => problems.map(({ code }) => code))).toContain('duplicate_conflict')
  })

  it('counts who would leave by not standing in it, where it is to be the whole set', async () => {
    expect((await preview(['Ada,Byron,ada@x.org,1,Lincoln,37,'], true)).report.tables.people.retired).toBe(2)
    expect((await preview(['Ada,Byron,ada@x.org,1,Lincoln,37,'])).report.tables.people.retired).toBe(0)
  })

  it('is refused of a source that takes no lists, and of one that isn’t there', async () => {
    const order = { file: await list([]), whole: false, signal, onProgress: () => undefined }
    await expect(previewUpload(bench.world, { ...LIST, sourceId: 'sis' }, order)).rejects.toMatchObject({
      code: 'FILE_NOT_TAKEN',
    })
    await expect(previewUpload(bench.world, { ...LIST, sourceId: 'none' }, order)).rejects.toMatchObject({
      code: 'SOURCE_UNKNOWN',
    })
  })
})
