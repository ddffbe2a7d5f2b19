/** `staffroom source quarantine`: the rows that stay out until the feed mends them, and since when. */

import type { Command } from 'commander'
import { type CsvRow, writeCsv } from '../csv.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import { nameSource, resolveSource } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { OpenFault } from '../toolbox.ts'

/** More than these are for a file, not for eyes. */
const SHOWN_MAX = 1_000
const HEADER = [
  'finding',
  'table',
  'record',
  'file',
  'row',
  'field',
  'expected',
  'for',
  'since',
  'first run',
  'last run',
]

export function addQuarantine(source: Command, shell: Shell): void {
  const quarantine = source
    .command('quarantine')
    .description('rows that stay out until the feed mends them: what is wrong, who can mend it, since when')
    .argument('<src>', "the source's id, or district/id")
    .option('--csv <file>', 'write all of them to this file instead')
  shell.actInside<{ readonly csv?: string }>(quarantine, async (_task, installation, { args, options }) => {
    const ref = await resolveSource(installation, args[0] ?? '')
    if (options.csv !== undefined) {
      const rows = await writeCsv(options.csv, HEADER, rowsOf(installation.sources.faults(ref)))
      return { data: { file: options.csv, rows }, lines: [`${formatCount(rows)} findings written to ${options.csv}.`] }
    }
    const faults: OpenFault[] = []
    for await (const page of installation.sources.faults(ref)) faults.push(...page)
    return { data: { source: ref, quarantine: faults }, lines: print(nameSource(ref), faults) }
  })
}

async function* rowsOf(pages: AsyncIterable<readonly OpenFault[]>): AsyncGenerator<readonly CsvRow[]> {
  for await (const page of pages) yield page.map((fault) => rowOf(fault))
}

function rowOf(fault: OpenFault): readonly Cell[] {
  const { code, table, sourcedId, file, row, field, expected, fixBy, firstSeenAt, firstRunId, lastRunId } = fault
  return [code, table, sourcedId, file, row, field, expected, fixBy, firstSeenAt.toISOString(), firstRunId, lastRunId]
}

function print(source: string, faults: readonly OpenFault[]): readonly string[] {
  if (faults.length === 0) return [`No row of ${source} stays out.`]
  const rows = faults
    .slice(0, SHOWN_MAX)
    .map(({ file, row, field, code, expected, fixBy, firstSeenAt }): readonly Cell[] => [
      file,
      row,
      field,
      code,
      expected,
      fixBy,
      firstSeenAt.toISOString().slice(0, 10),
    ])
  const more = faults.length - rows.length
  return [
    ...formatTable(['file', 'row', 'field', 'finding', 'expected', 'for', 'since'], rows),
    ...(more > 0 ? [`… and ${formatCount(more)} more: --csv FILE writes all of them.`] : []),
  ]
}
