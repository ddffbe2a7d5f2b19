/** A small district as a feed, and a roster made of it that every cut of the feed has to leave as it is. */

import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import type { RunReport } from '../../src/sync/report.ts'
import type { Database } from '../../src/store/database.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { BASE_11, BASE_12 } from '../connectors/oneroster-csv/scenarios/base.ts'
import { type SyncBench, openSyncBench } from '../support/sync-world.ts'

export type Version = '1.1' | '1.2'
export const SAMPLE: Readonly<Record<Version, Readonly<Record<string, string>>>> = { '1.1': BASE_11, '1.2': BASE_12 }
export const isSoak = process.env['SOAK'] === '1'

/** Every offset below `length` in a soak; else those beside the ends of rows and a seeded sample of the others. */
export function offsetsOf(text: string, share: number): number[] {
  const all = Array.from({ length: text.length }, (_, offset) => offset)
  if (isSoak) return all
  const isAtRowEnd = (offset: number): boolean => text[offset - 1] === '\n'
  return all.filter((offset) => isAtRowEnd(offset) || ((offset * 2_654_435_761) >>> 0) / 2 ** 32 < share)
}

export async function zipOf(files: Readonly<Record<string, string>>, to: string): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(to))
  return readFile(to)
}

export async function writeFolder(files: Readonly<Record<string, string>>, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(to, name), text)
}

export interface CutBench extends SyncBench {
  /** One run of OneRoster CSV with that configuration. */
  readonly read: (config: unknown) => Promise<RunReport>
  /** Everything active and every role, as one text. */
  readonly roster: () => Promise<string>
}

export async function openCutBench(db: Database, districtId: string): Promise<CutBench> {
  let config: unknown = {}
  const bench = await openSyncBench(db, districtId, {
    connectors: new Map([['literal', oneRosterCsv]]),
    openConfig: () => config,
  })
  return {
    ...bench,
    async read(wanted) {
      config = wanted
      const { sourceId, world } = bench
      const order = { districtId, sourceId, trigger: 'manual', dryRun: false, requestedBy: 'test' } as const
      return executeRun(world, {
        districtId,
        runId: await requestRun(world, order),
        signal: new AbortController().signal,
      })
    },
    async roster() {
      const rows = await bench.query<{ line: string }>(`
        select 'org ' || sourced_id as line from org where status = 'active'
        union all select 'term ' || sourced_id from term where status = 'active'
        union all select 'course ' || sourced_id from course where status = 'active'
        union all select 'class ' || sourced_id from class where status = 'active'
        union all select 'person ' || sourced_id || feed_roles::text from person_source where status = 'active'
        union all select 'enrolment ' || sourced_id from enrolment where status = 'active'
        union all select 'grant ' || person_id || role || scope_type || scope_id from role_grant where status = 'active'
        order by 1`)
      return rows.map(({ line }) => line).join('\n')
    },
  }
}
