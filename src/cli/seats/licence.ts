/** `staffroom licence set|show|seats|release|remove|reserve|order|number|yield|reconcile|ledger|forecast|capacity`: what was bought, who holds it, and what becomes of it. */

import type { Command } from 'commander'
import { inRows, writeCsv } from '../csv.ts'
import { UsageError } from '../outcome.ts'
import { formatCount } from '../print.ts'
import { isDay } from '../day.ts'
import { addLicenceChanges } from './licence-changes.ts'
import { checkedKind } from './licence-kind.ts'
import { addLicenceRelease, addLicenceSeats } from './licence-seats.ts'
import {
  describeForecast,
  describeLedger,
  describeLicences,
  describePreview,
  describePreviews,
  LEDGER_HEAD,
  ledgerCells,
} from './print-licence.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'

interface DistrictOptions {
  readonly district: string
}
interface SetOptions extends DistrictOptions {
  readonly kind: string
  readonly product?: string
  readonly quantity: string
  readonly purchase?: string
  readonly from?: string
  readonly until?: string
  readonly replace?: true
  readonly dryRun?: true
}
interface ReconcileOptions extends DistrictOptions {
  readonly dryRun?: true
}
interface LedgerOptions extends DistrictOptions {
  readonly kind?: string
  readonly limit: string
  readonly csv?: string
}
interface ForecastOptions extends DistrictOptions {
  readonly until?: string
}

export function addLicence(program: Command, shell: Shell): void {
  const licence = program.command('licence').description('what was bought, used and waited for')
  addSet(licence, shell)
  addReading(licence, shell)
  addLicenceSeats(licence, shell)
  addLicenceRelease(licence, shell)
  addLicenceChanges(licence, shell)
  addTime(licence, shell)
  addCapacity(licence, shell)
}

function addSet(licence: Command, shell: Shell): void {
  const set = licence
    .command('set')
    .description('set the total bought of one kind, or one purchase with its term; seats are squared at once')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--kind <kind>', 'coaching-seats, …')
    .option('--product <id>', 'with --kind product-seats: the product of the catalogue')
    .requiredOption('--quantity <n>', 'the total bought; with --purchase, how many that purchase has')
    .option(
      '--purchase <name>',
      'one purchase of several, by your order number, say; a name that is known already is refused',
    )
    .option('--from <day>', 'the first day of its term, as 2026-08-01; without it, it holds already')
    .option('--until <day>', 'the last day of its term; without it, it has no end')
    .option('--replace', 'with --purchase: change the one of that name')
    .option('--dry-run', 'say what it would do, and to whom, and change nothing')
  shell.actInside<SetOptions>(
    set,
    async (_task, installation, { options }) => {
      const kind = boughtKind(checkedKind(installation, options.kind), options.product)
      const districtId = await resolveDistrict(installation, options.district)
      const wanted = { districtId, kind, quantity: Number(options.quantity), ...termOf(options) }
      if (options.dryRun === true) return describePreview(await installation.licences.preview(wanted))
      return describeLicences(await installation.licences.set(wanted))
    },
    ({ options }) => {
      if (!/^\d{1,7}$/.test(options.quantity)) throw new UsageError('--quantity takes a whole number, 0 or more.')
      if (options.product !== undefined && !/^[a-z0-9][a-z0-9-]{0,62}$/.test(options.product))
        throw new UsageError('The id of a product has small letters, digits and hyphens, as reading-plus.')
      if (options.purchase === undefined && (options.from ?? options.until) !== undefined)
        throw new UsageError('--from and --until are of one purchase: give it a name with --purchase.')
      if (options.purchase === undefined && options.replace === true)
        throw new UsageError('--replace changes one purchase: name it with --purchase.')
      for (const day of [options.from, options.until]) checkDay(day)
    },
  )
}

function addReading(licence: Command, shell: Shell): void {
  const show = licence
    .command('show')
    .description('the state of all licences')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(show, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    return describeLicences(
      await installation.licences.show(districtId),
      await installation.licences.purchases(districtId),
    )
  })

  const reconcile = licence
    .command('reconcile')
    .description('square seats with the people who need one, now')
    .requiredOption('--district <id>', 'the district')
    .option('--dry-run', 'say what it would do, and to whom, and change nothing')
  shell.actInside<ReconcileOptions>(reconcile, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    if (options.dryRun === true) return describePreviews(await installation.licences.previewReconcile(districtId))
    return describeLicences(await installation.licences.reconcile(districtId))
  })
}

function addTime(licence: Command, shell: Shell): void {
  const ledger = licence
    .command('ledger')
    .description('what happened to seats, the newest first: each with its reason and cause; people by our id')
    .requiredOption('--district <id>', 'the district')
    .option('--kind <kind>', 'of one kind only')
    .option('--limit <n>', 'how many entries', '50')
    .option('--csv <file>', 'write all of them, however many, to this file instead')
  shell.actInside<LedgerOptions>(
    ledger,
    async (_task, installation, { options }) => {
      const kind = options.kind === undefined ? null : checkedKind(installation, options.kind)
      const districtId = await resolveDistrict(installation, options.district)
      const { csv } = options
      if (csv !== undefined) {
        const pages = inRows(installation.licences.wholeLedger({ districtId, kind }), ledgerCells)
        const rows = await writeCsv(csv, LEDGER_HEAD, pages)
        return { data: { ledgerFile: { file: csv, rows } }, lines: [`${formatCount(rows)} entries written to ${csv}.`] }
      }
      return describeLedger(await installation.licences.ledger({ districtId, kind, limit: Number(options.limit) }))
    },
    ({ options }) => {
      if (!/^[1-9]\d{0,3}$/.test(options.limit)) throw new UsageError('--limit takes a number from 1 to 9999.')
    },
  )

  const forecast = licence
    .command('forecast')
    .description('what becomes of the licences by the dates of terms, grace and roles, until the end of the term')
    .requiredOption('--district <id>', 'the district')
    .option('--until <day>', 'the last day to look at, as 2027-06-30')
  shell.actInside<ForecastOptions>(
    forecast,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      return describeForecast(await installation.licences.forecast({ districtId, until: options.until ?? null }))
    },
    ({ options }) => checkDay(options.until),
  )
}

interface CapacityOptions extends DistrictOptions {
  readonly perSeat?: string
  readonly tiers?: string
  readonly standard?: true
  readonly dryRun?: true
}

function addCapacity(licence: Command, shell: Shell): void {
  const capacity = licence
    .command('capacity')
    .description('how many educators follow from the coaching seats bought; over it new ones wait, nobody is dropped')
    .requiredOption('--district <id>', 'the district')
    .option('--per-seat <n>', 'so many educators for each seat')
    .option('--tiers <list>', 'from so many seats on so many educators: 1:50,10:600')
    .option('--standard', 'as the installation has it')
    .option('--dry-run', 'say what it would do, and to whom, and change nothing')
  shell.actInside<CapacityOptions>(
    capacity,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const wanted = { districtId, rule: ruleOf(options) }
      if (options.dryRun === true) return describePreview(await installation.licences.previewCapacity(wanted))
      return describeLicences(await installation.licences.capacity(wanted))
    },
    ({ options }) => {
      const given = [options.perSeat, options.tiers, options.standard].filter((one) => one !== undefined)
      if (given.length !== 1) throw new UsageError('Give one of --per-seat, --tiers and --standard.')
      ruleOf(options)
    },
  )
}

function ruleOf({ perSeat, tiers }: CapacityOptions) {
  if (perSeat !== undefined && !/^\d{1,5}$/.test(perSeat)) throw new UsageError('--per-seat takes a whole number.')
  if (tiers !== undefined && !/^\d{1,7}:\d{1,7}(,\d{1,7}:\d{1,7})*$/.test(tiers))
    throw new UsageError('--tiers takes seats and educators, as 1:50,10:600.')
  return {
    ...(perSeat === undefined ? {} : { perSeat: Number(perSeat) }),
    ...(tiers === undefined ? {} : { tiers: tiers.split(',').map(tierOf) }),
  }
}

function tierOf(text: string): { readonly seats: number; readonly educators: number } {
  const [seats, educators] = text.split(':').map(Number)
  return { seats: seats ?? 0, educators: educators ?? 0 }
}

function termOf({ purchase, from, until, replace }: SetOptions) {
  if (purchase === undefined) return {}
  const term = { startsOn: from ?? null, endsOn: until ?? null }
  return { purchase: { name: purchase, ...term, replaces: replace === true } }
}

function checkDay(day: string | undefined): void {
  if (day !== undefined && !isDay(day)) throw new UsageError(`There is no day ${day}. Write one as 2027-06-30.`)
}

function boughtKind(kind: string, product: string | undefined): string {
  return product === undefined || kind.includes(':') ? kind : `${kind}:${product}`
}
