/** Pulls from a provider that behaves as it is told, for tests; and what such a pull should have brought. */

import { readdir } from 'node:fs/promises'
import { expect } from 'vitest'
import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import type { FeedLimits } from '../../../src/feed/limits.ts'
import type { DiagnosticCode } from '../../../src/roster/diagnostic.ts'
import type { RosterRecord, Table } from '../../../src/roster/model.ts'
import { asKnownIn } from '../../contract/districts/dialect.ts'
import type { Version } from '../../contract/districts/dialect.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { feedIo, readAll } from '../../contract/read-all.ts'
import type { Heard } from '../../contract/read-all.ts'
import type { Happening, OneRosterFake } from '../../fakes/sis/oneroster.ts'
import type { FaultSwitch } from '../../fakes/sis/server.ts'
import { serveApi } from './serve.ts'
import type { ApiOptions, ServedApi } from './serve.ts'

export const district = makeDistrict(PRESETS.tiny)
const open: ServedApi[] = []

/** A provider of the district that is closed after the test. */
export async function serve(version: Version, options: ApiOptions = {}): Promise<ServedApi> {
  const served = await serveApi(district, version, options)
  open.push(served)
  return served
}

/** After each test. Whatever happened, nothing of a roster stays on the disk. */
export async function closeAll(): Promise<void> {
  for (const served of open.splice(0)) await served.close()
  expect(await readdir(feedIo().reach.stagingFolder).catch(() => [])).toEqual([])
}

export interface Trial extends ApiOptions {
  readonly version?: Version
  readonly happenings?: readonly Happening[]
  readonly faults?: readonly FaultSwitch[]
  readonly limits?: Partial<FeedLimits>
}

export async function pull(trial: Trial): Promise<{ readonly heard: Heard; readonly fake: OneRosterFake }> {
  const served = await serve(trial.version ?? '1.2', trial)
  served.fake.setHappenings(trial.happenings ?? [])
  served.fake.setFaults(trial.faults ?? [])
  const heard = await readAll(oneRosterRest, served.config, feedIo({ fetchRetryMaxMs: 2000, ...trial.limits }))
  return { heard, fake: served.fake }
}

/** What the provider holds, as a reader of that version knows it, sorted. */
export function truth(fake: OneRosterFake, table: Table, version: Version = '1.2'): RosterRecord[] {
  return sorted(fake.store.records(table).map((record) => asKnownIn(version, record)))
}

export function sorted(records: readonly RosterRecord[]): RosterRecord[] {
  return records.toSorted((a, b) => (a.sourcedId < b.sourcedId ? -1 : 1))
}

const somebody = [...district.records('people')].find((person) => person.sourcedId === 'student-0030')

/** A student like another one, with an id of their own. */
export function newcomer(sourcedId: string): RosterRecord {
  return { ...somebody, sourcedId } as RosterRecord
}

/** The queries of the pages of a path that were asked for. */
export function asked(fake: OneRosterFake, path: string): URLSearchParams[] {
  return fake.requests.filter((each) => each.path.endsWith(path)).map(({ query }) => query)
}

export function codes(heard: Heard): Set<DiagnosticCode> {
  return new Set(heard.diagnostics.map(({ code }) => code))
}

export const FOR_EVER = Number.POSITIVE_INFINITY
