/** `staffroom question-sets list|show|check|add|retire|restore|default`: what surveys of a district can ask. */

import type { Command } from 'commander'
import { readJsonFile, refuseProblems } from '../json-file.ts'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { QuestionSetTools, SetAdded, SetLine } from './question-set-tools.ts'

interface DistrictOptions {
  readonly district: string
}
interface ShowOptions extends DistrictOptions {
  readonly setVersion?: string
}
interface FileOptions extends DistrictOptions {
  readonly file: string
}

const CHANGES = {
  added: 'is asked anew',
  removed: 'is asked no more',
  counted: 'is counted otherwise, so it is not compared with what was asked before',
  reworded: 'has other words',
} as const

export function addQuestionSets(program: Command, shell: Shell): void {
  const sets = program
    .command('question-sets')
    .description('what surveys of a district can ask: its own sets, and those of Staffroom')
  addLooks(sets, shell)
  addFiles(sets, shell)
  addChoices(sets, shell)
}

function addLooks(sets: Command, shell: Shell): void {
  const list = sets
    .command('list')
    .description('the sets of a district, the default first')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(list, async (_task, installation, { options }) => {
    const found = await installation.questionSets.list(await resolveDistrict(installation, options.district))
    const head = ['set', 'version', 'questions', 'minutes', 'languages', 'cycles', 'state']
    return { data: { sets: found }, lines: formatTable(head, found.map(lineOf)) }
  })
  const show = sets
    .command('show')
    .description('one set as its file: keep it, change it, and add it under a name of your own')
    .argument('<set>', 'its name')
    .requiredOption('--district <id>', 'the district')
    .option('--set-version <n>', 'an earlier version')
  shell.actInside<ShowOptions>(
    show,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const version = options.setVersion === undefined ? null : Number(options.setVersion)
      const found = await installation.questionSets.show({ districtId, setId: args[0] ?? '', version })
      return { data: found, lines: [JSON.stringify(found.file, null, 2)] }
    },
    ({ options }) => {
      if (options.setVersion !== undefined && !/^[1-9]\d{0,5}$/.test(options.setVersion))
        throw new UsageError('--set-version takes a number.')
    },
  )
}

function addFiles(sets: Command, shell: Shell): void {
  const check = sets
    .command('check')
    .description('everything that is wrong with a file, or what it would ask; nothing is kept')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--file <set.json>', 'the file of one set')
  shell.actInside<FileOptions>(check, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const { faults, found } = await installation.questionSets.check({
      districtId,
      file: await readJsonFile(options.file),
    })
    refuseFaults(options.file, faults)
    return found === null ? { data: { faults }, lines: [] } : checked(found)
  })
  const add = sets
    .command('add')
    .description('add a set, or another version of it: cycles that have begun keep theirs')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--file <set.json>', 'the file of one set')
  shell.actInside<FileOptions>(add, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const kept = await installation.questionSets.add({ districtId, file: await readJsonFile(options.file) })
    if ('faults' in kept) {
      refuseFaults(options.file, kept.faults)
      throw new UsageError(`${options.file} is not as it has to be.`, 'file_invalid')
    }
    return { data: { ...kept }, lines: [addedLine(kept)] }
  })
}

function addChoices(sets: Command, shell: Shell): void {
  const acts = [
    { name: 'retire', says: 'nobody can choose the set any more; what was planned with it stays', done: 'is retired' },
    { name: 'restore', says: 'a retired set can be chosen again', done: 'can be chosen again' },
    { name: 'default', says: 'the set is asked where a plan names none', done: 'is the default' },
  ] as const
  for (const { name, says, done } of acts) {
    const command = sets
      .command(name)
      .description(says)
      .argument('<set>', 'its name')
      .requiredOption('--district <id>', 'the district')
    shell.actInside<DistrictOptions>(command, async (_task, installation, { args, options }) => {
      const at = { districtId: await resolveDistrict(installation, options.district), setId: args[0] ?? '' }
      if (name === 'default') await installation.questionSets.makeDefault(at)
      else await installation.questionSets.retire({ ...at, retired: name === 'retire' })
      return { data: { set: at.setId, [name]: true }, lines: [`${at.setId} ${done}.`] }
    })
  }
}

function refuseFaults(file: string, faults: Awaited<ReturnType<QuestionSetTools['check']>>['faults']): void {
  refuseProblems(
    file,
    faults.map(({ at, says }) => ({ path: at, says })),
  )
}

function checked({
  set,
  version,
  changes,
}: NonNullable<Awaited<ReturnType<QuestionSetTools['check']>>['found']>): Outcome {
  const questions = set.questions.length
  return {
    data: { set: set.id, version, questions, changes },
    lines: [
      `${set.id} can be added: ${questions} questions in ${set.languages.join(', ')}, version ${version}.`,
      ...changes.map(({ question, change }) => `  ${question} ${CHANGES[change]}`),
    ],
  }
}

function addedLine({ id, outcome, version, appliesFrom }: SetAdded): string {
  if (outcome === 'same') return `${id} says exactly this already, as version ${version}. Nothing was added.`
  if (outcome === 'added') return `${id} was added. Choose it for a class, a community, or as the default.`
  return `${id} has version ${version}, for cycles that begin on ${appliesFrom} or later.`
}

function lineOf({
  id,
  version,
  questions,
  minutes,
  languages,
  uses,
  origin,
  isDefault,
  retiredAt,
}: SetLine): readonly Cell[] {
  const state = [
    ...(isDefault ? ['default'] : []),
    ...(origin === 'staffroom' ? ['comes with Staffroom'] : []),
    ...(retiredAt === null ? [] : ['retired']),
  ].join(', ')
  return [id, version ?? '', questions, minutes, languages.join(' '), uses.planned + uses.begun, state]
}
