/** `staffroom export roster`: the canonical roster as sorted CSV files. */

import type { Command } from 'commander'
import { resolve } from 'node:path'
import { formatTable } from './print.ts'
import { resolveDistrict } from './reference.ts'
import type { Shell } from './shell.ts'

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
  shell.actInside<ExportOptions>(roster, async (_task, installation, { options }) => {
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
  })
}
