/**
 * The contract of every connector, as tests. A connector's own test file calls `describeConnectorContract` once, with an
 * adapter that serves a made-up district in the connector's dialect, whole or harmed in a given way.
 */

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Connector } from '../../src/feed/connector.ts'
import type { Bookmark } from '../../src/roster/bookmark.ts'
import type { DiagnosticCode } from '../../src/roster/diagnostic.ts'
import { isAllRead } from '../../src/roster/complete-table.ts'
import { Failure } from '../../src/roster/failure.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { RosterRecord, RowLocation, Table } from '../../src/roster/model.ts'
import { changesBetween } from './districts/deltas.ts'
import { makeDemoDistrict } from './districts/demo.ts'
import { makeDistrict, PRESETS } from './districts/district.ts'
import type { District } from './districts/district.ts'
import { withChanges, withoutShare } from './districts/mutations.ts'
import { completeTables, feedIo, readAll } from './read-all.ts'

export interface ServedFeed {
  readonly config: unknown
  /** What the connector is to find of its last read. */
  readonly bookmark?: Bookmark
  readonly close: () => Promise<void>
}

/** A served feed with one row in it that has several things wrong. */
export interface FaultyFeed extends ServedFeed {
  readonly table: Table
  readonly at: RowLocation
  /** Whom the row is about. */
  readonly sourcedId: string
  readonly faults: readonly { readonly code: DiagnosticCode; readonly field: string | null }[]
}

export interface ConnectorDialect {
  /** "1.1 zip" */
  readonly name: string
  /** The tables that its feed has; all of them where nothing is said. */
  readonly tables?: readonly Table[]
  /** What of a district its feed can hold, in its order; all where nothing is said. */
  readonly visible?: (district: District) => District
  /** What a reader of this dialect can know of a record. */
  readonly asKnown: (record: RosterRecord) => RosterRecord
  /** Tables whose records come in another order than the district has them. */
  readonly reordered?: readonly Table[]
  readonly serve: (district: District) => Promise<ServedFeed>
  /** One row with at least two faults, at least one after good rows. */
  readonly serveFaulty: (district: District) => Promise<FaultyFeed>
  /** The data of a table breaks off after that share (0 to 1) of it, not at the end of a row. */
  readonly serveCut: (district: District, table: Table, share: number) => Promise<ServedFeed>
  /** The records as changes of that moment, gone ones as deleted; only of connectors whose feed has such. */
  readonly serveDelta?: (changes: District, modifiedAt: string) => Promise<ServedFeed>
  /** `token` in every name, e-mail address, identifier, password and id, and faults in as many rows as possible. */
  readonly servePlanted: (token: string) => Promise<ServedFeed>
}

/** The tables of which the end is cut off, one after the other. */
const CUT_TABLES = ['orgs', 'people', 'enrolments'] as const satisfies readonly Table[]

function tablesOf({ tables = TABLES }: ConnectorDialect): readonly Table[] {
  return tables
}

function seen(dialect: ConnectorDialect, district: District): District {
  return dialect.visible?.(district) ?? district
}

const TOKEN = 'Zq7PlantedToken'
const MODIFIED_AT = '2026-11-21T22:47:29.909Z'

/** Declares the tests. `connectorPath` is where a child process can import the connector from, as `export`. */
export function describeConnectorContract(
  connector: Connector,
  dialects: readonly ConnectorDialect[],
  importable: { readonly url: string; readonly name: string },
): void {
  // A suite of no tests would look like one that holds.
  if (dialects.length === 0) throw new Error(`The contract of ${connector.name} is called without a dialect.`)
  if (!importable.url.endsWith(`/connectors/${connector.name}/connector.ts`))
    throw new Error(`The contract of ${connector.name} is called with ${importable.url}.`)
  describe.each(dialects)(`contract of ${connector.name}, $name`, (dialect) => {
    it('reads every record of a district once, as it is, and proves every table complete', async () => {
      await expectFaithful(connector, dialect, makeDistrict(PRESETS.tiny))
      await expectFaithful(connector, dialect, makeDemoDistrict())
    })

    it('reads districts of any size and seed faithfully', async () => {
      const sizes = fc.record({
        seed: fc.integer(),
        schools: fc.integer({ min: 1, max: 4 }),
        studentsPerSchool: fc.integer({ min: 1, max: 30 }),
        staffPerSchool: fc.integer({ min: 1, max: 9 }),
        classesPerStudent: fc.integer({ min: 1, max: 9 }),
        studentsPerClass: fc.integer({ min: 1, max: 10 }),
        ids: fc.constantFrom('short', 'uuid'),
      })
      await fc.assert(
        fc.asyncProperty(sizes, async (size) => {
          await expectFaithful(connector, dialect, makeDistrict({ name: 'Any Unified', ...size }))
        }),
        { numRuns: 12 },
      )
    })

    it('says everything that is wrong with a row at once, and where', async () => {
      const district = seen(dialect, makeDistrict(PRESETS.tiny))
      const served = await dialect.serveFaulty(district)
      try {
        const heard = await readAll(connector, served.config)
        expect(heard.error).toBeNull()
        expect(heard.quarantined).toHaveLength(1)
        const [row] = heard.quarantined
        expect(row).toMatchObject({ table: served.table, ...served.at, sourcedId: served.sourcedId })
        expect(row?.diagnostics.map(({ code, field }) => ({ code, field }))).toEqual(served.faults)
        for (const diagnostic of row?.diagnostics ?? []) expect(diagnostic).toMatchObject(served.at)
        const good = [...district.records(served.table)].filter((record) => record.sourcedId !== served.sourcedId)
        expect(inOrder(dialect, served.table, heard.records[served.table])).toEqual(
          inOrder(dialect, served.table, good.map(dialect.asKnown)),
        )
        expect(completeTables(heard)).toEqual([...tablesOf(dialect)])
      } finally {
        await served.close()
      }
    })

    // A dialect without changes has no such test: one that is skipped would look like one that was forgotten.
    if (dialect.serveDelta !== undefined)
      it('announces changes as such, dates each, and proves nothing', async () => {
        const before = makeDistrict(PRESETS.tiny)
        const changes = changesBetween(before, withoutShare(withChanges(before, 0.2), 'people', 0.1))
        const served = await dialect.serveDelta?.(changes, MODIFIED_AT)
        try {
          const io = { ...feedIo(), bookmark: served?.bookmark ?? null }
          const heard = await readAll(connector, served?.config, io)
          expect(heard.error).toBeNull()
          expect(heard.quarantined).toEqual([])
          for (const table of TABLES) {
            const truth = inOrder(dialect, table, [...changes.records(table)])
            const said = (record: RosterRecord): RosterRecord =>
              record.status === 'gone' ? record : dialect.asKnown(record)
            const gone = truth.filter(({ status }) => status === 'gone').map(({ sourcedId }) => sourcedId)
            expect(heard.modes.get(table)).toBe('delta')
            expect(inOrder(dialect, table, heard.records[table]).filter(({ status }) => status === 'active')).toEqual(
              truth.filter(({ status }) => status === 'active').map(said),
            )
            expect(
              inOrder(dialect, table, heard.records[table])
                .filter(({ status }) => status === 'gone')
                .map(({ sourcedId }) => sourcedId),
            ).toEqual(gone)
          }
          expect(heard.records.people.some(({ status }) => status === 'gone')).toBe(true)
          expect(new Set(heard.moments)).toEqual(new Set([MODIFIED_AT]))
          expect(completeTables(heard)).toEqual([])
          expect(heard.evidence.filter((evidence) => isAllRead(evidence)).map(({ table }) => table)).toEqual([
            ...TABLES,
          ])
        } finally {
          await served?.close()
        }
      })

    it.each(CUT_TABLES.filter((table) => tablesOf(dialect).includes(table)))(
      'never proves %s complete when its data breaks off',
      async (table) => {
        for (const share of [0.1, 0.5, 0.95]) {
          const district = seen(dialect, makeDistrict(PRESETS.tiny))
          const served = await dialect.serveCut(district, table, share)
          try {
            const heard = await readAll(connector, served.config)
            expect(completeTables(heard)).not.toContain(table)
            const truth = new Map(
              [...district.records(table)].map((record) => [record.sourcedId, dialect.asKnown(record)]),
            )
            for (const record of heard.records[table]) expect(record).toEqual(truth.get(record.sourcedId))
          } finally {
            await served.close()
          }
        }
      },
    )

    it('never repeats what stands in a field, neither in a diagnostic nor in an error', async () => {
      const served = await dialect.servePlanted(TOKEN)
      try {
        const heard = await readAll(connector, served.config)
        expect(heard.quarantined.length + heard.diagnostics.length).toBeGreaterThan(5)
        const said = JSON.stringify([
          heard.diagnostics,
          heard.quarantined.map((row) => row.diagnostics),
          heard.evidence,
        ])
        expect(said).not.toContain(TOKEN)
        expect(heard.error instanceof Error ? `${heard.error.message} ${heard.error.stack}` : '').not.toContain(TOKEN)
      } finally {
        await served.close()
      }
    })

    it('stops soon when it is told to, with a failure, and proves nothing', async () => {
      const served = await dialect.serve(makeDemoDistrict())
      try {
        const abort = new AbortController()
        const io = feedIo({ batchRows: 10 }, abort.signal)
        let rowsAfter = 0
        const reading = (async () => {
          for await (const event of connector.read(served.config, io)) {
            expect(event.type).not.toBe('table-end')
            if (abort.signal.aborted && event.type === 'rows') rowsAfter += event.rowsReceived
            if (event.type === 'rows') abort.abort()
          }
        })()
        await expect(reading).rejects.toBeInstanceOf(Failure)
        expect(rowsAfter).toBeLessThan(1500)
      } finally {
        await served.close()
      }
    })

    it('hands rows on in pieces no larger than the limit', async () => {
      const served = await dialect.serve(makeDemoDistrict())
      try {
        const heard = await readAll(connector, served.config, feedIo({ batchRows: 10 }))
        expect(heard.error).toBeNull()
        expect(heard.largestPiece).toBe(10)
      } finally {
        await served.close()
      }
    })

    it('reads a hundred thousand rows in a heap that could not hold them', async () => {
      const large = seen(dialect, makeDistrict(PRESETS.S))
      const served = await dialect.serve(large)
      try {
        const script = new URL('read-bounded.ts', import.meta.url).pathname
        const counted = await promisify(execFile)(process.execPath, [
          '--max-old-space-size=40',
          '--max-semi-space-size=2',
          script,
          importable.url,
          importable.name,
          JSON.stringify(served.config),
        ])
        const rows = tablesOf(dialect).map((table) => [table, [...large.records(table)].length] as const)
        expect(JSON.parse(counted.stdout)).toEqual(Object.fromEntries(rows))
      } finally {
        await served.close()
      }
    })
  })
}

async function expectFaithful(connector: Connector, dialect: ConnectorDialect, made: District): Promise<void> {
  const district = seen(dialect, made)
  const tables = tablesOf(dialect)
  const served = await dialect.serve(district)
  try {
    const heard = await readAll(connector, served.config)
    expect(heard.error).toBeNull()
    expect(heard.quarantined).toEqual([])
    expect([...heard.modes.values()]).toEqual(tables.map(() => 'bulk'))
    expect(heard.moments).toEqual([])
    for (const table of TABLES) {
      const truth = [...district.records(table)].map(dialect.asKnown)
      expect(inOrder(dialect, table, heard.records[table])).toEqual(inOrder(dialect, table, truth))
      expect(heard.received[table]).toBe(truth.length)
    }
    // A list names schools in the rows of its people.
    const ownRows = heard.locations.filter(({ table }) => table !== 'orgs' || dialect.tables === undefined)
    const places = ownRows.map(({ table, file, row }) => `${table} ${file}:${row}`)
    expect(new Set(places).size).toBe(places.length)
    expect(heard.evidence.map((evidence) => evidence.table)).toEqual([...tables])
    expect(completeTables(heard)).toEqual([...tables])
  } finally {
    await served.close()
  }
}

/** The records as they are to be compared. */
function inOrder(dialect: ConnectorDialect, table: Table, records: readonly RosterRecord[]): readonly RosterRecord[] {
  if (dialect.reordered?.includes(table) !== true) return records
  return records.toSorted((a, b) => (a.sourcedId < b.sourcedId ? -1 : 1))
}
