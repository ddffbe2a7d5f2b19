/** `staffroom survey …`: when classes answer, codes, plans and pooled reports; never a class's report, nor who took part. */

import { type Command, Option } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { addSurveyGradebook } from './survey-gradebook.ts'
import { type AsOptions, askedOf, checkDays, checkNumber, onPerson } from './survey-options.ts'
import { addSurveyPlans } from './survey-plan.ts'
import { addSurveyReports } from './survey-report.ts'
import type { CycleDaysLine, CycleStateWord } from './survey-tools.ts'

interface ListOptions {
  readonly district: string
  readonly class?: string
  readonly community?: string
  readonly state?: CycleStateWord
  readonly limit: string
}
interface DayOptions extends AsOptions {
  readonly from?: string
  readonly to?: string
  readonly lateUntil?: string
  readonly set?: string
}
interface CodeOptions extends AsOptions {
  readonly lock?: boolean
  readonly unlock?: boolean
  readonly renew?: boolean
}

const LIMIT_MAX = 10_000

export function addSurvey(program: Command, shell: Shell): void {
  const survey = program
    .command('survey')
    .description('surveys of classes: schedules, codes, plans of communities, pooled reports')
  addList(survey, shell)
  addShow(survey, shell)
  addAdd(survey, shell)
  addChanges(survey, shell)
  addCode(survey, shell)
  addSurveyGradebook(survey, shell)
  addSurveyPlans(survey, shell)
  addSurveyReports(survey, shell)
}

function addList(survey: Command, shell: Shell): void {
  const list = survey
    .command('list')
    .description('when classes answer: cycles by first day, without who or how many')
    .requiredOption('--district <id>', 'the district')
    .option('--class <number>', 'of one class')
    .option('--community <number>', 'of the classes of one community')
    .addOption(new Option('--state <state>', 'only these').choices(['planned', 'open', 'late', 'closed']))
    .option('--limit <n>', 'at most so many', '100')
  shell.actInside<ListOptions>(
    list,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { class: classId = null, community: communityId = null, state = null } = options
      const of = { classId, communityId, state, limit: Number(options.limit) }
      const cycles = await installation.communities.cycles(districtId, of)
      const rows = cycles.map((one): readonly Cell[] => [
        ...daysOf(one),
        one.state,
        one.questionSet,
        `${one.classId} ${one.classTitle}`,
      ])
      const head = ['cycle', 'from', 'to', 'late until', 'state', 'questions', 'class']
      return { data: { cycles }, lines: rows.length === 0 ? ['There is no cycle.'] : formatTable(head, rows) }
    },
    ({ options }) => {
      for (const typed of [options.class, options.community]) if (typed !== undefined) checkNumber(typed)
      if (!/^\d{1,5}$/.test(options.limit) || Number(options.limit) < 1 || Number(options.limit) > LIMIT_MAX)
        throw new UsageError(`--limit takes a number from 1 to ${LIMIT_MAX}.`)
    },
  )
}

function addShow(survey: Command, shell: Shell): void {
  const show = survey
    .command('show')
    .description('the cycles of one class and how many have taken part, as a lead of the class sees them')
    .argument('<class>', 'its number')
  shell.actInside<AsOptions>(
    onPerson(show),
    async (_task, installation, { args, options }) => {
      const found = await installation.surveys.schedule({
        ...(await askedOf(installation, options)),
        classId: args[0] ?? '',
      })
      const rows = found.cycles.map((one): readonly Cell[] => [
        ...daysOf(one),
        one.state,
        one.questionSet,
        one.completed,
        one.expected,
      ])
      const head = ['cycle', 'from', 'to', 'late until', 'state', 'questions', 'took part', 'of']
      const { cycles, target } = found
      return {
        data: { cycles, target },
        lines: rows.length === 0 ? ['The class has no cycle yet.'] : formatTable(head, rows),
      }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

function addAdd(survey: Command, shell: Shell): void {
  const add = survey
    .command('add')
    .description('plan a cycle of a class, or open one today')
    .argument('<class>', 'its number')
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD on the district’s clock')
    .requiredOption('--to <date>', 'last day')
    .option('--late-until <date>', 'answers that come late count until this day')
    .option('--set <id>', 'the question set; the first one where it is left out')
  shell.actInside<DayOptions>(
    onPerson(add),
    async (_task, installation, { args, options }) => {
      const { from = '', to = '', lateUntil = null, set = null } = options
      const cycle = { startsOn: from, endsOn: to, extendedTo: lateUntil, questionSet: set }
      const asked = { ...(await askedOf(installation, options)), classId: args[0] ?? '', cycle }
      return scheduled(await installation.surveys.add(asked))
    },
    ({ args, options }) => {
      checkNumber(args[0])
      checkDays(options)
    },
  )
}

function addChanges(survey: Command, shell: Shell): void {
  const extend = survey
    .command('extend')
    .description('make a cycle longer: a later last day, a later last day for late answers, or both')
    .argument('<cycle>', 'its number')
    .option('--to <date>', 'last day')
    .option('--late-until <date>', 'answers that come late count until this day')
  shell.actInside<DayOptions>(
    onPerson(extend),
    async (_task, installation, { args, options }) => {
      const { to = null, lateUntil = null } = options
      const change = { kind: 'extend', id: args[0] ?? '', endsOn: to, extendedTo: lateUntil } as const
      return scheduled(await installation.surveys.change({ ...(await askedOf(installation, options)), change }))
    },
    ({ args, options }) => {
      checkNumber(args[0])
      checkDays(options)
      if (options.to === undefined && options.lateUntil === undefined)
        throw new UsageError('Say with --to or --late-until how long it shall last.')
    },
  )
  for (const [kind, says] of [
    ['close', 'end a cycle today: what comes tomorrow is too late, and its report is made'],
    ['remove', 'take out a cycle that has not begun'],
  ] as const)
    shell.actInside<AsOptions>(
      onPerson(survey.command(kind).description(says).argument('<cycle>', 'its number')),
      async (_task, installation, { args, options }) => {
        const change = { kind, id: args[0] ?? '' }
        return scheduled(await installation.surveys.change({ ...(await askedOf(installation, options)), change }))
      },
      ({ args }) => checkNumber(args[0]),
    )
}

function addCode(survey: Command, shell: Shell): void {
  const code = survey
    .command('code')
    .description('the code by which students of a class take part; lock it, unlock it, make a new one')
    .argument('<class>', 'its number')
    .option('--lock', 'nobody takes part by it')
    .option('--unlock', 'students take part by it')
    .option('--renew', 'a new one; the one before leads nowhere')
  shell.actInside<CodeOptions>(
    onPerson(code),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), classId: args[0] ?? '' }
      const { surveys } = installation
      // A fresh code is never open where it shall be locked, nor an old one where it shall be gone.
      if (options.lock === true) await surveys.lockCode({ ...asked, locked: true })
      if (options.renew === true) await surveys.renewCode(asked)
      if (options.unlock === true) await surveys.lockCode({ ...asked, locked: false })
      const found = await surveys.code(asked)
      const says = found.code ?? 'The class has no code yet; --renew makes one.'
      return { data: found, lines: [found.codeLocked ? `${says} (locked)` : says] }
    },
    ({ args, options }) => {
      checkNumber(args[0])
      if (options.lock === true && options.unlock === true) throw new UsageError('Choose one of --lock and --unlock.')
    },
  )
}

function daysOf({ id, startsOn, endsOn, extendedTo }: CycleDaysLine): readonly Cell[] {
  return [id, startsOn, endsOn, extendedTo]
}

function scheduled(cycles: readonly CycleDaysLine[]): Outcome {
  const rows = cycles.map((one): readonly Cell[] => [...daysOf(one), one.questionSet])
  const table = formatTable(['cycle', 'from', 'to', 'late until', 'questions'], rows)
  return { data: { cycles }, lines: rows.length === 0 ? ['The class has no cycle now.'] : table }
}
