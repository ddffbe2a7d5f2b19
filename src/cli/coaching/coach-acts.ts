/** `staffroom coaching log|cycle`: what a coach does, in the name of one. */

import { readFile, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { isDay } from '../day.ts'
import { UsageError } from '../outcome.ts'
import type { Shell } from '../shell.ts'
import { type AsOptions, placeOf } from './list-parts.ts'

const NUMBER = /^[1-9]\d{0,17}$/
const PERSON = 'a sourcedId, an e-mail address, or id:17'
const WORDS = 'a text file, so that no shell keeps the words; encrypted as ever'

interface LogOptions extends AsOptions {
  readonly date: string
  readonly minutes: string
  readonly type: string
  readonly school: string
  readonly educator: readonly string[]
  readonly tag?: readonly string[]
  readonly notesFile?: string
  readonly cycle?: string
}

/** Under `staffroom coaching`. */
export function addCoachActs(coaching: Command, shell: Shell): void {
  addLog(coaching, shell)
  const cycle = coaching.command('cycle').description('a coaching cycle of a coach: started, moved on, ended, reopened')
  addStart(cycle, shell)
  addMove(cycle, shell)
  addEnd(cycle, shell)
  addReopen(cycle, shell)
}

function onCoach(command: Command): Command {
  return command
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--as <coach>', `in whose name, and with whose reach: ${PERSON}`)
}

function addLog(coaching: Command, shell: Shell): void {
  const log = coaching
    .command('log')
    .description(
      'log an interaction in the name of a coach who has said so; nothing is mailed, and the audit log says cli',
    )
  onCoach(log)
    .requiredOption('--date <date>', 'the day, such as 2026-11-22')
    .requiredOption('--minutes <n>', 'whole minutes')
    .requiredOption('--type <id>', 'its kind, as "coaching settings" lists them')
    .requiredOption('--school <sourcedid>', 'where it was')
    .requiredOption('--educator <person...>', `with whom, one or many: ${PERSON}`)
    .option('--tag <name...>', 'tags of the district')
    .option('--notes-file <file>', `notes: ${WORDS}`)
    .option('--cycle <n>', 'the number of a coaching cycle of theirs; it counts in the phase of its date')
  shell.actInside<LogOptions>(
    log,
    async (_task, installation, { options }) => {
      const { date, minutes, type, school, educator: educators, tag: tags = [], cycle = null } = options
      const place = await placeOf(installation, options)
      const notes = await wordsOf(options.notesFile)
      const order = { ...place, date, minutes: Number(minutes), type, school, educators, tags, notes, cycle }
      const id = await installation.coaching.log(order)
      return { data: { id }, lines: [`Interaction ${id} was logged. Its coach finds it among their own.`] }
    },
    async ({ options }) => {
      checkDay('--date', options.date)
      if (!/^\d{1,4}$/.test(options.minutes)) throw new UsageError('--minutes takes whole minutes, such as 45.')
      if (options.cycle !== undefined) checkNumber(options.cycle)
      await checkFile(options.notesFile)
    },
  )
}

interface StartOptions extends AsOptions {
  readonly educator: readonly string[]
  readonly phase: string
  readonly from: string
  readonly focus?: string
  readonly goalFile?: string
}

function addStart(cycle: Command, shell: Shell): void {
  const start = cycle.command('start').description('start one; its coach rates and writes on its page')
  onCoach(start)
    .requiredOption('--educator <person...>', `with whom, one or many: ${PERSON}`)
    .requiredOption('--phase <id>', 'the phase that it begins in, as "coaching settings" lists them')
    .requiredOption('--from <date>', 'its first day, also in the past')
    .option('--focus <id>', 'a focus of the district')
    .option('--goal-file <file>', `the goal: ${WORDS}`)
  shell.actInside<StartOptions>(
    start,
    async (_task, installation, { options }) => {
      const { educator: educators, phase, from, focus = null } = options
      const place = await placeOf(installation, options)
      const goal = await wordsOf(options.goalFile)
      const id = await installation.coaching.start({ ...place, educators, phase, from, focus, goal })
      return { data: { id }, lines: [`Cycle ${id} was started.`] }
    },
    async ({ options }) => {
      checkDay('--from', options.from)
      await checkFile(options.goalFile)
    },
  )
}

interface MoveOptions extends AsOptions {
  readonly phase: string
  readonly from: string
}

function addMove(cycle: Command, shell: Shell): void {
  const move = cycle
    .command('move')
    .description('to another phase from a day on, also back')
    .argument('<cycle>', 'its number')
  onCoach(move).requiredOption('--phase <id>', 'the phase').requiredOption('--from <date>', 'from this day on')
  shell.actInside<MoveOptions>(
    move,
    async (_task, installation, { args, options }) => {
      const { phase, from } = options
      const id = await installation.coaching.move({
        ...(await placeOf(installation, options)),
        cycle: args[0] ?? '',
        phase,
        from,
      })
      return { data: { id }, lines: [`Cycle ${id} is in that phase from ${from} on.`] }
    },
    ({ args, options }) => {
      checkNumber(args[0])
      checkDay('--from', options.from)
    },
  )
}

function addEnd(cycle: Command, shell: Shell): void {
  const end = cycle.command('end').description('end it').argument('<cycle>', 'its number')
  onCoach(end).requiredOption('--on <date>', 'its last day')
  shell.actInside<AsOptions & { readonly on: string }>(
    end,
    async (_task, installation, { args, options }) => {
      const order = { ...(await placeOf(installation, options)), cycle: args[0] ?? '', endedOn: options.on }
      const id = await installation.coaching.end(order)
      return {
        data: { id },
        lines: [`Cycle ${id} has ended on ${options.on}. "staffroom coaching cycle reopen" opens it again.`],
      }
    },
    ({ args, options }) => {
      checkNumber(args[0])
      checkDay('--on', options.on)
    },
  )
}

function addReopen(cycle: Command, shell: Shell): void {
  const reopen = cycle.command('reopen').description('open one again that has ended').argument('<cycle>', 'its number')
  onCoach(reopen)
  shell.actInside<AsOptions>(
    reopen,
    async (_task, installation, { args, options }) => {
      const order = { ...(await placeOf(installation, options)), cycle: args[0] ?? '', endedOn: null }
      const id = await installation.coaching.end(order)
      return { data: { id }, lines: [`Cycle ${id} is open again.`] }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

function checkDay(option: string, day: string): void {
  if (!isDay(day)) throw new UsageError(`${option} takes a day such as 2026-11-22.`)
}

function checkNumber(typed = ''): void {
  if (!NUMBER.test(typed))
    throw new UsageError('Give the number of a coaching cycle, as "staffroom coaching cycles" lists it.')
}

async function checkFile(path: string | undefined): Promise<void> {
  if (path === undefined) return
  const found = await stat(path).catch(() => null)
  if (found?.isFile() !== true) throw new UsageError(`${path} is not there, or is no file. Give a text file.`)
}

async function wordsOf(path: string | undefined): Promise<string | null> {
  return path === undefined ? null : (await readFile(path, 'utf8')).trim()
}
