/** `staffroom licence remove|reserve|order|number|yield`: who gets a seat of what was bought; each can be looked at first. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'
import { checkedKind } from './licence-kind.ts'
import type { LicenceStep } from './licence-tools.ts'
import { describeLicences, describeOrder, describePreview } from './print-licence.ts'

interface ChangeOptions {
  readonly district: string
  readonly kind: string
  readonly dryRun?: true
}
interface RemoveOptions extends ChangeOptions {
  readonly purchase: string
}
interface ReserveOptions extends ChangeOptions {
  readonly school: string
  readonly quantity: string
}
interface OrderOptions extends ChangeOptions {
  readonly by?: string
  readonly schools?: string
  readonly graceDays?: string
  readonly overDays?: string
  readonly standard?: true
}
interface NumberOptions extends ChangeOptions {
  readonly person: string
  readonly number?: string
  readonly none?: true
}
interface YieldOptions extends ChangeOptions {
  readonly person: string
}

export function addLicenceChanges(licence: Command, shell: Shell): void {
  addRemove(licence, shell)
  addReserve(licence, shell)
  addOrder(licence, shell)
  addNumber(licence, shell)
  addYield(licence, shell)
}

function named(licence: Command, name: string, description: string): Command {
  return licence
    .command(name)
    .description(description)
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--kind <kind>', 'coaching-seats, product-seats:reading, …')
    .option('--dry-run', 'say what it would do, and to whom, and change nothing')
}

async function carryOut(installation: Installation, { district, kind, dryRun }: ChangeOptions, step: LicenceStep) {
  const districtId = await resolveDistrict(installation, district)
  const wanted = { districtId, kind: checkedKind(installation, kind), step }
  if (dryRun === true) return describePreview(await installation.licences.previewChange(wanted))
  await installation.licences.change(wanted)
  return describeLicences(await installation.licences.show(districtId))
}

function addRemove(licence: Command, shell: Shell): void {
  const remove = named(licence, 'remove', 'take a purchase out, as if it had never been entered; nobody is thrown out')
  remove.requiredOption('--purchase <name>', 'its name, as "licence show" has it; "standing" is the one without a term')
  shell.actInside<RemoveOptions>(remove, (_task, installation, { options }) =>
    carryOut(installation, options, { does: 'remove', purchase: options.purchase }),
  )
}

function addReserve(licence: Command, shell: Shell): void {
  const reserve = named(licence, 'reserve', 'keep seats for people of a school; the rest is for everybody')
  reserve
    .requiredOption('--school <id>', 'by sourcedId, or by our number as id:17')
    .requiredOption('--quantity <n>', 'how many; 0: none')
  shell.actInside<ReserveOptions>(
    reserve,
    (_task, installation, { options }) => {
      const { school, quantity } = options
      return carryOut(installation, options, { does: 'reserve', school, quantity: Number(quantity) })
    },
    ({ options }) => {
      if (!/^\d{1,7}$/.test(options.quantity)) throw new UsageError('--quantity takes a whole number, 0 or more.')
    },
  )
}

const KEYS = ['manual', 'school', 'seniority'] as const

function addOrder(licence: Command, shell: Shell): void {
  const order = named(
    licence,
    'order',
    'who gets the next free seat, and how long seats are kept; without a change, shows it',
  )
  order
    .option('--by <list>', 'compared one after the other: manual, school, seniority; "first" is who came first')
    .option('--schools <list>', 'the order of the schools, by sourcedId or as id:17, with commas')
    .option('--grace-days <n>', 'so long the seat of somebody who left is kept')
    .option('--over-days <n>', 'so long there is time to choose when more seats are used than bought')
    .option('--standard', 'as the installation has it, but for what is named beside')
  shell.actInside<OrderOptions>(
    order,
    async (_task, installation, { options }) => {
      const step = orderOf(options)
      if (step !== null) return carryOut(installation, options, step)
      const districtId = await resolveDistrict(installation, options.district)
      return describeOrder(
        await installation.licences.order({ districtId, kind: checkedKind(installation, options.kind) }),
      )
    },
    ({ options }) => {
      orderOf(options)
    },
  )
}

/** Null: nothing is to be changed. @throws UsageError */
function orderOf({ by, schools, graceDays, overDays, standard }: OrderOptions): LicenceStep | null {
  if ([by, schools, graceDays, overDays, standard].every((each) => each === undefined)) return null
  for (const days of [graceDays, overDays])
    if (days !== undefined && !(/^\d{1,4}$/.test(days) && Number(days) <= 3650))
      throw new UsageError('--grace-days and --over-days take a number from 0 to 3650.')
  const rules = {
    ...(by === undefined ? {} : { order: keysIn(by) }),
    ...(graceDays === undefined ? {} : { graceDays: Number(graceDays) }),
    ...(overDays === undefined ? {} : { overDays: Number(overDays) }),
  }
  return { does: 'order', rules, standard: standard === true, schools: schools === undefined ? null : wordsIn(schools) }
}

function keysIn(typed: string): (typeof KEYS)[number][] {
  const words = wordsIn(typed)
  if (words.length === 1 && words[0] === 'first') return []
  const keys = KEYS.filter((key) => words.includes(key)).toSorted((a, b) => words.indexOf(a) - words.indexOf(b))
  if (keys.length !== words.length || keys.length === 0)
    throw new UsageError('--by takes manual, school and seniority in their order, or first.')
  return keys
}

function addNumber(licence: Command, shell: Shell): void {
  const number = named(licence, 'number', 'give somebody a number in the order by hand; the lowest goes first')
  number
    .requiredOption('--person <id>', 'whose: by sourcedId, or by our number as id:17')
    .option('--number <n>', 'from 1')
    .option('--none', 'take the number back')
  shell.actInside<NumberOptions>(
    number,
    (_task, installation, { options }) => {
      const typed = options.number === undefined ? null : Number(options.number)
      return carryOut(installation, options, { does: 'number', person: options.person, number: typed })
    },
    ({ options }) => {
      if ((options.number === undefined) !== (options.none === true))
        throw new UsageError('Give one of --number and --none.')
      if (options.number !== undefined && !/^[1-9]\d{0,3}$/.test(options.number))
        throw new UsageError('--number takes a whole number from 1 to 9999.')
    },
  )
}

function addYield(licence: Command, shell: Shell): void {
  const giveBack = named(
    licence,
    'yield',
    'of a licence of which more is used than bought: who gives a seat back and waits',
  )
  giveBack.requiredOption('--person <id>', 'whose: by sourcedId, or by our number as id:17')
  shell.actInside<YieldOptions>(giveBack, (_task, installation, { options }) =>
    carryOut(installation, options, { does: 'yield', person: options.person }),
  )
}

function wordsIn(typed: string): readonly string[] {
  const words = typed.split(',').map((word) => word.trim())
  return [...new Set(words.filter((word) => word !== ''))]
}
