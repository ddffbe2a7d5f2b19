/** `staffroom student cards list|revoke` and `student report`. No command prints a start card or tells a code. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { addStudentReport } from './student-report.ts'

interface Options {
  readonly district: string
  readonly as?: string
  readonly class?: string
}

const AS = ['--as <person>', 'as whom: a sourcedId, an e-mail address, or id:17; else as an administrator'] as const

export function addStudent(program: Command, shell: Shell): void {
  const student = program.command('student').description('what is done for students besides the roster')
  const cards = student.command('cards').description('start cards: those in force, and ending some')
  addList(cards, shell)
  addRevoke(cards, shell)
  addStudentReport(student, shell)
}

function addList(cards: Command, shell: Shell): void {
  const list = cards
    .command('list')
    .description('the start cards in force, the newest first; no codes')
    .requiredOption('--district <id>', 'the district')
    .option('--class <class>', 'of those in this class: its sourcedId, or id:17')
    .option(...AS)
  shell.actInside<Options>(list, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const { as = null, class: className = null } = options
    const found = await installation.students.cards.list({ districtId, as, className })
    const rows = found.cards.map((card) => [
      card.id,
      card.number,
      card.studentId,
      card.classTitle ?? card.schoolName,
      card.printedAt.slice(0, 10),
      card.expiresAt.slice(0, 10),
      card.usedAt === null ? 'never' : card.usedAt.slice(0, 10),
    ])
    const none = found.isOn
      ? 'No start card is in force.'
      : 'The district has no start cards: "staffroom rules set --rule startCards --value true" switches them on.'
    const head = ['card', 'number', 'student', 'printed for', 'printed', 'until', 'used']
    return { data: found, lines: rows.length === 0 ? [none] : formatTable(head, rows) }
  })
}

function addRevoke(cards: Command, shell: Shell): void {
  const revoke = cards
    .command('revoke')
    .description('end cards: they open nothing any more, and what they have opened is over')
    .argument('<cards...>', 'their numbers in the first column of "list"')
    .requiredOption('--district <id>', 'the district')
    .option(...AS)
  shell.actInside<Options>(
    revoke,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { as = null } = options
      const done = await installation.students.cards.revoke({ districtId, as, cardIds: args })
      return { data: done, lines: [`Start cards revoked: ${done.revoked}.`] }
    },
    ({ args }) => {
      if (!args.every((one) => /^[1-9]\d{0,17}$/.test(one)))
        throw new UsageError(
          'Name cards by their number, as the first column of "staffroom student cards list" shows it.',
        )
      if (args.length > 200) throw new UsageError('At most 200 cards at a time.')
    },
  )
}
