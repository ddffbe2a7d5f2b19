/** `staffroom export roster`: the canonical roster as sorted CSV files. */

import type { Command } from 'commander'
import { resolve } from 'node:path'
import { type Outcome, UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Input, Shell, Task } from '../shell.ts'
import type { Installation } from '../toolbox.ts'

interface ExportOptions {
  readonly district: string
  readonly out: string
  readonly all?: boolean
}

export function addExport(program: Command, shell: Shell): void {
  const roster = program
    .command('export')
    .description('write what Staffroom knows to files')
    .command('roster')
    .description('orgs.csv people.csv roles.csv classes.csv enrolments.csv, sorted, the same every time')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--out <dir>', 'the folder to write to; made where it is missing')
    .option('--all', 'retired rows as well')
  const work = (_task: Task, installation: Installation, input: Input<ExportOptions>): Promise<Outcome> =>
    writeRoster(installation, input.options)
  shell.actInside<ExportOptions>(roster, work, ({ options }) => {
    // Else the names of a whole district would land wherever the command happens to be typed.
    if (options.out.trim() === '') throw new UsageError('--out is blank: give the folder to write to.')
  })
}

async function writeRoster(installation: Installation, options: ExportOptions): Promise<Outcome> {
  const districtId = await resolveDistrict(installation, options.district)
  const out = resolve(options.out)
  const files = await installation.roster.export({ districtId, out, all: options.all === true })
  return {
    data: { out, files },
    lines: [
      ...formatTable(
        ['file', 'rows'],
        files.map(({ file, rows }) => [file, rows]),
      ),
      `Written to ${out}`,
    ],
  }
}
