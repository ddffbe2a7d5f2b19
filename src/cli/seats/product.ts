/** `staffroom product list|add|remove|students|assign|unassign|rule`: what students may be given, who gets it, and by which rules. */

import type { Command } from 'commander'
import { isDay } from '../day.ts'
import { UsageError } from '../outcome.ts'
import { describeCatalogue, describeProductOutcome, describeRules } from './print-product.ts'
import { describePreview } from './print-licence.ts'
import { resolveDistrict } from '../reference.ts'
import { addProductStudents } from './product-students.ts'
import type { Shell } from '../shell.ts'

interface DistrictOptions {
  readonly district: string
}
interface AddOptions extends DistrictOptions {
  readonly name: string
  readonly grades?: string
  readonly category?: string
  readonly dryRun?: true
}
interface AssignOptions extends DistrictOptions {
  readonly people?: string
  readonly class?: string
  readonly until?: string
  readonly dryRun?: true
}
interface RuleOptions extends DistrictOptions {
  readonly set?: string
  readonly remove?: string
  readonly grades?: string
  readonly schools?: string
  readonly position: string
  readonly dryRun?: true
}

export function addProduct(program: Command, shell: Shell): void {
  const product = program.command('product').description('products that students are given')
  addCatalogue(product, shell)
  addProductStudents(product, shell)
  addAssign(product, shell, true)
  addAssign(product, shell, false)
  addRule(product, shell)
}

function addCatalogue(product: Command, shell: Shell): void {
  const list = product
    .command('list')
    .description('the catalogue, with what is bought, used and free')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(list, async (_task, installation, { options }) =>
    describeCatalogue(await installation.products.list(await resolveDistrict(installation, options.district))),
  )
  const add = product
    .command('add')
    .description('enter a product into the catalogue, or change the one of that id')
    .argument('<product>', 'its id, as other systems know it: reading-plus')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--name <name>', 'what people read')
    .option('--grades <list>', 'the grades whose students alone have it: KG,01,04; without it, all')
    .option('--category <word>', 'what it is filed under')
    .option('--dry-run', 'say what it would do to who has it, and change nothing')
  shell.actInside<AddOptions>(
    add,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { name, category = '' } = options
      const entered = { districtId, id: args[0] ?? '', name, grades: listIn(options.grades), category }
      if (options.dryRun === true) return describePreview(await installation.products.previewAdd(entered))
      return describeCatalogue(await installation.products.add(entered))
    },
    ({ args, options }) => {
      checkProduct(args[0])
      if (!/\S/.test(options.name) || options.name.length > 120) throw new UsageError('--name takes 1 to 120 letters.')
    },
  )
  const remove = product
    .command('remove')
    .description('take a product out of the catalogue; not while students have it or a rule gives it')
    .argument('<product>', 'its id')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(remove, async (_task, installation, { args, options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    return describeCatalogue(await installation.products.remove({ districtId, product: args[0] ?? '' }))
  })
}

function addAssign(product: Command, shell: Shell, give: boolean): void {
  const command = product
    .command(give ? 'assign' : 'unassign')
    .description(
      give ? 'give students a product; who finds no seat free waits' : 'take a product back from students, at once',
    )
    .argument('<product>', 'its id')
    .requiredOption('--district <id>', 'the district')
    .option('--people <list>', 'students by sourcedId, or by our number as id:17, with commas')
    .option('--class <id>', 'everybody who is a student of this class')
    .option('--dry-run', 'say what it would do, and to whom, and change nothing')
  if (give)
    command.option(
      '--until <day>',
      'the last day on which they have it, as 2027-06-30; without it, until it is taken back',
    )
  shell.actInside<AssignOptions>(
    command,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const dryRun = options.dryRun === true
      const people = listIn(options.people)
      const { class: ofClass = null, until = null } = options
      const wanted = { districtId, product: args[0] ?? '', people, class: ofClass, give, until, dryRun }
      return describeProductOutcome(await installation.products.assign(wanted), dryRun)
    },
    ({ options }) => {
      const count = listIn(options.people).length
      if (count > 0 === (options.class !== undefined)) throw new UsageError('Give one of --people and --class.')
      if (count > 500) throw new UsageError('--people takes at most 500 at a time.')
      if (options.until !== undefined && !isDay(options.until))
        throw new UsageError('--until takes a day, as 2027-06-30.')
    },
  )
}

function addRule(product: Command, shell: Shell): void {
  const rule = product
    .command('rule')
    .description(
      'the rules that give a product: "all of grade 4 of these schools"; without --set and --remove, lists them',
    )
    .argument('<product>', 'its id')
    .requiredOption('--district <id>', 'the district')
    .option('--set <name>', 'enter the rule of that name, or change it')
    .option('--remove <name>', 'take the rule out; its students keep their seats for a while')
    .option('--grades <list>', 'grades, as 04,05; without it, every grade')
    .option('--schools <list>', 'schools by sourcedId, or as id:17, with commas; without it, every school')
    .option('--position <n>', 'rules with a lower number get their students seats first', '1')
    .option('--dry-run', 'say what it would do, and to whom, and change nothing')
  shell.actInside<RuleOptions>(
    rule,
    async (_task, installation, { args, options }) => {
      const place = { districtId: await resolveDistrict(installation, options.district), product: args[0] ?? '' }
      const name = options.set ?? options.remove
      if (name === undefined) return describeRules(await installation.products.rules(place))
      const { grades, schools, position } = options
      const becomes = { position: Number(position), grades: listIn(grades), schools: listIn(schools) }
      const wanted = { ...place, name, becomes: options.set === undefined ? null : becomes }
      const { preview, rules } = await installation.products.rule({ ...wanted, dryRun: options.dryRun === true })
      return preview === null ? describeRules(rules ?? []) : describePreview(preview)
    },
    ({ options }) => {
      if (options.set !== undefined && options.remove !== undefined)
        throw new UsageError('Give one of --set and --remove.')
      if (!/^[1-9]\d{0,3}$/.test(options.position)) throw new UsageError('--position takes a number from 1 to 9999.')
      const name = options.set ?? options.remove ?? 'x'
      if (!/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$/.test(name))
        throw new UsageError(
          'The name of a rule has 1 to 63 letters, digits, spaces or ._/- and begins with one of the first two.',
        )
    },
  )
}

function checkProduct(id: string | undefined): void {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id ?? ''))
    throw new UsageError('The id of a product has small letters, digits and hyphens, as reading-plus.')
}

function listIn(typed: string | undefined): readonly string[] {
  const words = (typed ?? '').split(',').map((word) => word.trim())
  return [...new Set(words.filter((word) => word !== ''))]
}
