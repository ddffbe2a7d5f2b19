import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import { Failure } from '../../../src/roster/failure.ts'
import type { Diagnostic } from '../../../src/roster/diagnostic.ts'
import { TABLES } from '../../../src/roster/model.ts'
import { completeTables, feedIo, readAll } from '../../contract/read-all.ts'
import type { Heard } from '../../contract/read-all.ts'
import { BASE_11, BASE_12 } from './scenarios/base.ts'
import type { Files, Scenario } from './scenarios/base.ts'
import { DELTA_SCENARIOS } from './scenarios/deltas.ts'
import { HEADER_SCENARIOS } from './scenarios/headers.ts'
import { PACKAGE_SCENARIOS } from './scenarios/packages.ts'
import { ROW_SCENARIOS } from './scenarios/rows.ts'
import { makePlace } from './serve.ts'
import type { Kind } from './serve.ts'

const SOUND: readonly Scenario[] = [
  {
    name: 'a sound 1.1 package',
    files: BASE_11,
    records: { orgs: 3, terms: 2, courses: 1, classes: 2, people: 3, enrolments: 3 },
  },
  {
    name: 'a sound 1.2 package',
    files: BASE_12,
    records: { orgs: 3, terms: 2, courses: 1, classes: 2, people: 3, enrolments: 3 },
  },
]

const ALL = [...SOUND, ...PACKAGE_SCENARIOS, ...DELTA_SCENARIOS, ...HEADER_SCENARIOS, ...ROW_SCENARIOS]

async function hear(scenario: Scenario, kind: Kind): Promise<Heard> {
  const { path, close } = await makePlace(kind)
  await (kind === 'zip' ? putIntoZip(scenario.files, path) : putIntoFolder(scenario.files, path))
  try {
    return await readAll(oneRosterCsv, { path }, feedIo(scenario.limits))
  } finally {
    await close()
  }
}

async function putIntoFolder(files: Files, path: string): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), content)
  }
}

async function putIntoZip(files: Files, path: string): Promise<void> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

function place({ code, field }: Diagnostic): string {
  return field === null ? code : `${code}:${field}`
}

function expectHeard(scenario: Scenario, heard: Heard): void {
  const quarantined = heard.quarantined.map(
    (row) => `${row.diagnostics.map(place).join(' ')}@${row.file}:${row.row}=${row.sourcedId ?? '?'}`,
  )
  const said = heard.diagnostics.map((each) => `${place(each)}@${each.file}${each.row === null ? '' : `:${each.row}`}`)
  expect({ error: heard.error, quarantined, said: said.toSorted() }).toEqual({
    error: null,
    quarantined: scenario.quarantined ?? [],
    said: (scenario.said ?? []).toSorted(),
  })
  const incomplete = TABLES.filter((table) => !completeTables(heard).includes(table))
  expect(incomplete).toEqual(scenario.incomplete ?? [])
  const deltas = TABLES.filter((table) => heard.modes.get(table) === 'delta')
  expect(deltas).toEqual(scenario.deltas ?? [])
  const dated = TABLES.filter((table) => heard.dated.has(table))
  expect(dated.filter((table) => !deltas.includes(table))).toEqual([])
  for (const [table, count] of Object.entries(scenario.records ?? {})) {
    expect([table, heard.records[table as keyof Heard['records']].length]).toEqual([table, count])
  }
}

describe.each<Kind>(['folder', 'zip'])('OneRoster CSV in a %s', (kind) => {
  it.each(ALL.filter(({ only }) => only === undefined || only === kind))('$name', async (scenario) => {
    const heard = await hear(scenario, kind)
    if (scenario.fails === undefined) {
      expectHeard(scenario, heard)
      return
    }
    expect(heard.error).toBeInstanceOf(Failure)
    const failure = heard.error as Failure
    expect(failure.code).toBe(scenario.fails)
    for (const name of scenario.names ?? []) expect(failure.message).toContain(name)
    expect(heard.evidence).toEqual([])
  })
})
