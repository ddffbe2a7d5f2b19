/** `staffroom community rule list|show|make|end`: communities made of the roster by a rule, by number and title. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { GroupLine, RuleLine } from './rule-tools.ts'

interface DistrictOptions {
  readonly district: string
}
interface MakeOptions extends DistrictOptions {
  readonly same: string
  readonly school?: readonly string[]
  readonly grade?: readonly string[]
  readonly course?: readonly string[]
  readonly ledBy?: string
  readonly dryRun?: boolean
}

const SAME: ReadonlySet<string> = new Set(['course', 'grade', 'school'])
const WHY: Readonly<Record<string, string>> = {
  in: 'is in it',
  joins: 'comes in',
  no_lead: 'stays out: nobody leads it',
  taken_out: 'stays out: somebody took it out',
  lead_left: 'stays out: one of its leads left with their classes',
  full: 'stays out: it is in five communities',
  archived: 'stays out: the community is archived',
  not_made: 'stays out: no second class of another lead',
}

export function addCommunityRule(community: Command, shell: Shell): void {
  const rule = community.command('rule').description('communities made of the roster: same course, grade or school')
  addLooks(rule, shell)
  addMake(rule, shell)
  const end = rule
    .command('end')
    .description('end a rule: its communities stay as they are, and change by it no more')
    .argument('<rule>', 'its number')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(
    end,
    async (_task, installation, { args, options }) => {
      await installation.communityRules.end(await resolveDistrict(installation, options.district), args[0] ?? '')
      return { data: { ended: args[0] }, lines: [`Rule ${args[0] ?? ''} has ended. Its communities stay as they are.`] }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

function addLooks(rule: Command, shell: Shell): void {
  const list = rule
    .command('list')
    .description('the rules of a district, those at work first')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(list, async (_task, installation, { options }) => {
    const rules = await installation.communityRules.list(await resolveDistrict(installation, options.district))
    return { data: { rules }, lines: rules.length === 0 ? ['There is no rule yet.'] : rules.map(ruleLine) }
  })
  const show = rule
    .command('show')
    .description('one rule: its communities and classes by the roster of now, and which stay out and why')
    .argument('<rule>', 'its number')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(
    show,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const groups = await installation.communityRules.show(districtId, args[0] ?? '')
      return { data: { groups }, lines: groupLines(groups) }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

function addMake(rule: Command, shell: Shell): void {
  const make = rule
    .command('make')
    .description('make communities of classes with the same course, grade or school, and keep them so after every sync')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--same <what>', 'course, grade, school, or several with commas between')
    .option('--school <sourcedId...>', 'classes of these schools alone')
    .option('--grade <grade...>', 'of these grades alone')
    .option('--course <key...>', 'of these courses alone: code:M7, or title:art where it has no code')
    .option(
      '--led-by <person>',
      'an administrator, who leads the communities: a sourcedId, an e-mail address, or id:17',
    )
    .option('--dry-run', 'show which classes come together, and make nothing')
  shell.actInside<MakeOptions>(
    make,
    async (_task, installation, { options }) => {
      const same = new Set(options.same.split(','))
      const order = {
        districtId: await resolveDistrict(installation, options.district),
        sameCourse: same.has('course'),
        sameGrade: same.has('grade'),
        sameSchool: same.has('school'),
        schools: options.school ?? null,
        grades: options.grade ?? null,
        courses: options.course?.map((key) => key.toLowerCase()) ?? null,
      }
      if (options.dryRun === true) {
        const groups = await installation.communityRules.preview(order)
        return { data: { groups }, lines: groupLines(groups) }
      }
      const made = await installation.communityRules.make({ ...order, ledBy: options.ledBy ?? '' })
      const { ruleId, communities, classes } = made
      return { data: made, lines: [`Rule ${ruleId} made ${communities} communities with ${classes} classes.`] }
    },
    ({ options }) => {
      if (options.same.split(',').some((word) => !SAME.has(word)))
        throw new UsageError('--same takes course, grade, school, or several of these with commas between.')
      if (options.dryRun !== true && options.ledBy === undefined)
        throw new UsageError('Say with --led-by who leads the communities, or look first with --dry-run.')
    },
  )
}

function checkNumber(typed: string | undefined): void {
  if (!/^[1-9][0-9]{0,17}$/.test(typed ?? '')) throw new UsageError('Name it by its number, as the list shows it.')
}

function ruleLine(rule: RuleLine): string {
  const { id, sameCourse, sameGrade, sameSchool, schoolIds, grades, courses, ledBy, communities, classes } = rule
  const same = [...(sameCourse ? ['course'] : []), ...(sameGrade ? ['grade'] : []), ...(sameSchool ? ['school'] : [])]
  const of = [
    schoolIds === null ? 'every school' : `${schoolIds.length} schools`,
    ...(grades === null ? [] : [`grades ${grades.join(', ')}`]),
    ...(courses === null ? [] : [`courses ${courses.join(', ')}`]),
  ]
  const made = `${communities} communities, ${classes} classes, made for person ${ledBy}`
  return `${id}  same ${same.join(', ')}; ${of.join('; ')}: ${made}${rule.endedAt === null ? '' : ', ended'}`
}

function groupLines(groups: readonly GroupLine[]): string[] {
  if (groups.length === 0) return ['There is no class that this is about.']
  return groups.flatMap(({ name, communityId, state, classes }) => [
    `${name}: ${communityId === null ? NOT_THERE[state] : `community ${communityId}`}`,
    ...classes.map((one) => `  class ${one.id}  ${one.title}: ${WHY[one.state] ?? one.state}`),
  ])
}

const NOT_THERE: Readonly<Record<string, string>> = {
  new: 'would be made',
  one_lead: 'is not made: it needs two classes of different leads',
  too_many: 'is not made: a rule makes 200 communities',
}
