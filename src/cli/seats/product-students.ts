/** `staffroom product students`: which students ask for a product, who has it and why; on the screen or as a file. */

import { type Command, Option } from 'commander'
import { inOnePage, writeCsv } from '../csv.ts'
import { formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { ProductListState } from './product-tools.ts'

interface StudentOptions {
  readonly district: string
  readonly state?: ProductListState
  readonly csv?: string
}

const STATES: readonly ProductListState[] = ['waiting', 'over', 'assigned', 'grace', 'taken_back']

export function addProductStudents(product: Command, shell: Shell): void {
  const students = product
    .command('students')
    .description('which students have or await a product, by hand or by which rule; people by our id')
    .argument('<product>', 'its id')
    .requiredOption('--district <id>', 'the district')
    .addOption(new Option('--state <state>', 'only these').choices(STATES))
    .option('--csv <file>', 'write them to this file instead')
  shell.actInside<StudentOptions>(students, async (_task, installation, { args, options }) => {
    const { csv, state = null } = options
    const districtId = await resolveDistrict(installation, options.district)
    const { head, students: found } = await installation.products.students({
      districtId,
      product: args[0] ?? '',
      state,
    })
    const header = ['person', ...head]
    const rows = found.map(({ cells, student }) => [`id:${student.personId}`, ...cells])
    if (csv !== undefined) {
      const written = await writeCsv(csv, header, inOnePage(rows))
      return {
        data: { studentsFile: { file: csv, rows: written } },
        lines: [`${formatCount(written)} students written to ${csv}.`],
      }
    }
    return {
      data: { students: found.map(({ student }) => student) },
      lines: rows.length === 0 ? ['No student has this product or waits for it.'] : formatTable(header, rows),
    }
  })
}
