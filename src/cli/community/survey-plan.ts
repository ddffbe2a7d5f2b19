/** `staffroom survey default|extend-all`: what a community plans for its classes, and one change for all under way. */

import type { Command } from 'commander'
import { EXIT, type Outcome, UsageError } from '../outcome.ts'
import type { Shell } from '../shell.ts'
import { type AsOptions, askedOf, checkDays, checkNumber, onPerson } from './survey-options.ts'
import type { CommunityPlanShown } from './survey-tools.ts'

interface PlanOptions extends AsOptions {
  readonly from?: string
  readonly to?: string
  readonly set?: string
  readonly lateDays?: string
  readonly everyWeeks?: string
  readonly cycles?: string
  readonly none?: boolean
}
interface AllOptions extends AsOptions {
  readonly to?: string
  readonly lateUntil?: string
  readonly dryRun?: boolean
}

export function addSurveyPlans(survey: Command, shell: Shell): void {
  addDefault(survey, shell)
  addExtendAll(survey, shell)
}

function addDefault(survey: Command, shell: Shell): void {
  const plan = survey
    .command('default')
    .description('what classes get that join a community without a schedule: show it, set it with --from and --to')
    .argument('<community>', 'its number')
    .option('--from <date>', 'first day of the first cycle')
    .option('--to <date>', 'last day of the first cycle')
    .option('--late-days <n>', 'late answers count for so many days, 0 to 28; 0 where it is left out')
    .option('--every-weeks <n>', 'from start to start, 1 to 26; 7 where it is left out')
    .option('--cycles <n>', 'how many, 1 to 12; 4 where it is left out')
    .option('--set <id>', 'the question set; the first one where it is left out')
    .option('--none', 'plan nothing any more')
  shell.actInside<PlanOptions>(
    onPerson(plan),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), communityId: args[0] ?? '' }
      const wanted = wantedOf(options)
      if (wanted !== undefined) await installation.surveys.setDefault({ ...asked, plan: wanted })
      return described(await installation.surveys.plan(asked))
    },
    ({ args, options }) => {
      checkNumber(args[0])
      checkDays(options)
      if ((options.from === undefined) !== (options.to === undefined))
        throw new UsageError('A plan needs both --from and --to.')
      const { set, lateDays, everyWeeks, cycles } = options
      const isPlanned = [options.from, set, lateDays, everyWeeks, cycles].some((one) => one !== undefined)
      if (options.none === true && isPlanned)
        throw new UsageError('Choose one: --none, or a plan with --from and --to.')
      if (isPlanned && options.from === undefined)
        throw new UsageError('Say with --from and --to when the first cycle is; without them nothing is planned.')
      within('--late-days', lateDays, [0, 28])
      within('--every-weeks', everyWeeks, [1, 26])
      within('--cycles', cycles, [1, 12])
    },
  )
}

function addExtendAll(survey: Command, shell: Shell): void {
  const all = survey
    .command('extend-all')
    .description('make cycles under way longer, in every class of a community; exit 3 where one can’t be')
    .argument('<community>', 'its number')
    .option('--to <date>', 'last day')
    .option('--late-until <date>', 'answers that come late count until this day')
    .option('--dry-run', 'say class by class what would change, and change nothing')
  shell.actInside<AllOptions>(
    onPerson(all),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), communityId: args[0] ?? '' }
      const { to = null, lateUntil = null, dryRun = false } = options
      const classIds = (await installation.surveys.plan(asked)).classes.map(({ id }) => id)
      const change = { classIds, endsOn: to, extendedTo: lateUntil, apply: !dryRun }
      const classes = classIds.length === 0 ? [] : await installation.surveys.extendAll({ ...asked, ...change })
      const lines = classes.map(
        ({ id, title, outcome, reasons }) =>
          `${id}  ${title}: ${OUTCOME[outcome]}${reasons.map((why) => ` ${why}`).join('')}`,
      )
      const exit = classes.some(({ outcome }) => outcome === 'refused') ? EXIT.held : EXIT.done
      return {
        data: { classes, applied: !dryRun },
        lines: lines.length === 0 ? ['There is no class in it.'] : lines,
        exit,
      }
    },
    ({ args, options }) => {
      checkNumber(args[0])
      checkDays(options)
      if (options.to === undefined && options.lateUntil === undefined)
        throw new UsageError('Say with --to or --late-until how long they shall last.')
    },
  )
}

const OUTCOME = { same: 'stays as it is.', changes: 'gets longer.', refused: 'stays as it is:' } as const

function wantedOf(options: PlanOptions) {
  if (options.none === true) return null
  const { from, to, set = null, lateDays = '0', everyWeeks = '7', cycles = '4' } = options
  if (from === undefined || to === undefined) return undefined
  return {
    questionSet: set,
    startsOn: from,
    endsOn: to,
    lateDays: Number(lateDays),
    everyWeeks: Number(everyWeeks),
    cycles: Number(cycles),
  }
}

function within(option: string, typed: string | undefined, [least, most]: readonly [number, number]): void {
  if (typed === undefined) return
  if (!/^\d{1,2}$/.test(typed) || Number(typed) < least || Number(typed) > most)
    throw new UsageError(`${option} takes a number from ${least} to ${most}.`)
}

function described({ name, plan, questionSets, classes }: CommunityPlanShown): Outcome {
  const says =
    plan === null
      ? `${name} plans nothing for classes that join it.`
      : `${name}: ${plan.cycles} cycles, ${plan.startsOn} to ${plan.endsOn} and every ${plan.everyWeeks} weeks, late answers for ${plan.lateDays} days, questions ${plan.questionSet ?? ''}.`
  return {
    data: { name, plan, questionSets: questionSets.map(({ id }) => id), classes: classes.length },
    lines: [says],
  }
}
