/** `staffroom runs seats RUN`: everybody whose seat the plan of a run changes, however many they are. */

import type { Command } from 'commander'
import { type CsvRow, writeCsv } from '../csv.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import { resolveRun } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation, RunRef, SeatLine } from '../toolbox.ts'

interface SeatOptions {
  readonly licence?: string
  readonly csv?: string
}

const HEADER = ['licence', 'person', 'would', 'because'] as const

export function addRunSeats(runs: Command, shell: Shell): void {
  const seats = runs
    .command('seats')
    .description('everybody whom the plan of a dry run or a held run would give, keep waiting or cost a seat, and why')
    .argument('<run>', 'the number of the run, or district/number')
    .option('--licence <kind>', 'of one licence only: coaching-seats, educator-capacity, product-seats:reading, …')
    .option('--csv <file>', 'write them to this file instead')
  shell.actInside<SeatOptions>(seats, async (_task, installation, { args, options }) => {
    const ref = await resolveRun(installation, args[0] ?? '')
    if (options.csv !== undefined) {
      const rows = await writeCsv(options.csv, [...HEADER], csvRows(installation, ref, options.licence))
      const file = options.csv
      return { data: { seatsFile: { file, rows } }, lines: [`${formatCount(rows)} people written to ${file}.`] }
    }
    const found: SeatLine[] = []
    for await (const page of read(installation, ref, options.licence)) found.push(...page)
    if (found.length === 0)
      return { data: { seats: found }, lines: ['The plan of this run changes nobody’s seat, or none was kept.'] }
    return { data: { seats: found }, lines: formatTable([...HEADER], found.map(cellsOf)) }
  })
}

async function* read(
  installation: Installation,
  ref: RunRef,
  licence: string | undefined,
): AsyncGenerator<readonly SeatLine[]> {
  for await (const page of installation.runs.seats(ref))
    yield page
      .filter((line) => licence === undefined || line.licence === licence)
      .map(({ licence: of, personId, sourcedId, move, reason }) => ({ licence: of, personId, sourcedId, move, reason }))
}

async function* csvRows(
  installation: Installation,
  ref: RunRef,
  licence: string | undefined,
): AsyncGenerator<readonly CsvRow[]> {
  for await (const page of read(installation, ref, licence)) yield page.map((line) => cellsOf(line).map(String))
}

/** People by our number, as "staffroom why" takes it; those who aren't there yet by the feed's. */
function cellsOf({ licence, personId, sourcedId, move, reason }: SeatLine): readonly Cell[] {
  return [licence, personId === null ? (sourcedId ?? '') : `id:${personId}`, move, reason]
}
