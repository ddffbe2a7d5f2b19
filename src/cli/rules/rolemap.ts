/** `staffroom rolemap set|show|test|history`: a district's ordered rules from feed roles to Staffroom's roles. */

import type { Command } from 'commander'
import type { RoleMapOutcome } from '../../sync/role-map-trial.ts'
import { readJsonFile, refuseProblems } from '../json-file.ts'
import { addRolemapHistory } from './rolemap-history.ts'
import { type Outcome, UsageError } from '../outcome.ts'
import { describePreviews } from '../seats/print-licence.ts'
import { formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'

interface SetOptions {
  readonly district: string
  readonly file?: string
  readonly fromVersion?: string
  readonly dryRun?: true
}
interface TestOptions {
  readonly district: string
  readonly person?: string
}

export function addRolemap(program: Command, shell: Shell): void {
  const rolemap = program.command('rolemap').description('which feed roles become which roles of Staffroom')
  addSet(rolemap, shell)
  const show = rolemap
    .command('show')
    .description("the district's own rules, and those in effect")
    .requiredOption('--district <id>', 'the district')
  shell.actInside<TestOptions>(show, async (_task, installation, { options }) => {
    const { own, effective } = await installation.roleMaps.show(await resolveDistrict(installation, options.district))
    const head = own === null ? 'The district has no rules of its own; the default map holds.' : 'Rules in effect:'
    return { data: { district: options.district, own, effective }, lines: [head, JSON.stringify(effective, null, 2)] }
  })

  const test = rolemap
    .command('test')
    .description('which rule gives what: for one person, or counted over the whole roster')
    .requiredOption('--district <id>', 'the district')
    .option('--person <sourcedid>', 'one person of the roster')
  shell.actInside<TestOptions>(test, async (_task, installation, { options }) => {
    const found = await installation.roleMaps.test(
      await resolveDistrict(installation, options.district),
      options.person ?? null,
    )
    return options.person === undefined ? summarise(found) : explain(found)
  })
  addRolemapHistory(rolemap, shell)
}

function addSet(rolemap: Command, shell: Shell): void {
  const set = rolemap
    .command('set')
    .description("replace the district's rules; they take effect with the next sync")
    .requiredOption('--district <id>', 'the district')
    .option('--file <map.json>', '{"rules": [{"when": {…}, "grant": [{"role", "scope"}], "stop": true}]}')
    .option('--from-version <n>', 'the rules of that version of "rolemap history", once more')
    .option('--dry-run', 'say which seats it would need, and for whom, and change nothing')
  shell.actInside<SetOptions>(
    set,
    async (_task, installation, { options }) => {
      const district = await resolveDistrict(installation, options.district)
      const map = await readMap(installation, district, options)
      if (options.dryRun === true) return describePreviews(await installation.roleMaps.preview(district, map))
      const { rules } = await installation.roleMaps.set(district, map)
      return {
        data: { district: options.district, rules },
        lines: [
          `District ${options.district} has ${formatCount(rules)} rules of its own.`,
          `Try them: staffroom rolemap test --district ${options.district} --person SOURCEDID`,
        ],
      }
    },
    ({ options: { file, fromVersion: version } }) => {
      if ((file === undefined) === (version === undefined))
        throw new UsageError('Give one of --file and --from-version.')
      if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version))
        throw new UsageError('--from-version takes a number.')
    },
  )
}

async function readMap(
  installation: Pick<Installation, 'roleMaps'>,
  districtId: string,
  { file, fromVersion }: SetOptions,
): Promise<unknown> {
  if (file === undefined) return installation.roleMaps.version({ districtId, number: Number(fromVersion) })
  const map = await readJsonFile(file)
  refuseProblems(file, installation.roleMaps.check(map))
  return map
}

function explain(test: RoleMapOutcome): Outcome {
  return { data: { people: test.people }, lines: test.people.flatMap(explainPerson) }
}

function explainPerson(person: RoleMapOutcome['people'][number]): readonly string[] {
  if (person.grants.length === 0) return [`${person.sourcedId}: no rule holds, no role.`]
  const rows = person.grants.map((grant) => [
    grant.rule,
    grant.role,
    grant.scopeSourcedId === null ? grant.scopeType : `${grant.scopeType} ${grant.scopeSourcedId}`,
  ])
  return [`${person.sourcedId}:`, ...formatTable(['rule', 'gives', 'at'], rows)]
}

function summarise(test: RoleMapOutcome): Outcome {
  const rows = Object.entries(test.roles).map(([role, count]) => [role, count] as const)
  return {
    data: { roles: test.roles, unmapped: test.unmapped },
    lines: [
      ...formatTable(['role', 'grants'], rows),
      test.unmapped === 1
        ? '1 person gets no role by any rule.'
        : `${formatCount(test.unmapped)} people get no role by any rule.`,
    ],
  }
}
