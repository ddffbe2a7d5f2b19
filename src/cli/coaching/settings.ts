/** `staffroom coaching settings|set|tag`: the district's types, tags, phases, focuses and rating scales. */

import { Argument, type Command } from 'commander'
import { readJsonFile, refuseProblems } from '../json-file.ts'
import type { Outcome } from '../outcome.ts'
import { type Cell, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { FileProblem } from '../toolbox.ts'
import type { CoachingWords, WordEntry, WordList } from './word-tools.ts'

interface DistrictOptions {
  readonly district: string
}

const LISTS = ['types', 'phases', 'focuses', 'scales'] as const satisfies readonly WordList[]
const DISTRICT = ['--district <id>', 'the district'] as const

/** Under `staffroom coaching`. */
export function addCoachingSettings(coaching: Command, shell: Shell): void {
  const settings = coaching
    .command('settings')
    .description(
      'types and tags of interactions, phases, focuses and rating scales of cycles, also what is switched off',
    )
    .requiredOption(...DISTRICT)
  shell.actInside<DistrictOptions>(settings, async (_task, installation, { options }) =>
    describe(await installation.coachingWords.read(await resolveDistrict(installation, options.district))),
  )
  addSet(coaching, shell)
  addTags(coaching, shell)
}

function addSet(coaching: Command, shell: Shell): void {
  const set = coaching
    .command('set')
    .description('replace a list of words: its entries in their order. What was used is switched off, never taken out')
    .addArgument(new Argument('<list>', 'which list').choices(LISTS))
    .requiredOption(...DISTRICT)
    .requiredOption(
      '--file <list.json>',
      '[{"name": "Plan"}, {"name": "Old one", "active": false}]; scales have "levels" from the lowest; "id" renames; or what "coaching settings --json" has printed',
    )
  shell.actInside<DistrictOptions & { readonly file: string }>(
    set,
    async (_task, installation, { args, options }) => {
      const list = listOf(args)
      const entries = await readEntries(options.file, list)
      const districtId = await resolveDistrict(installation, options.district)
      await installation.coachingWords.set(districtId, list, entries)
      return describe(await installation.coachingWords.read(districtId))
    },
    async ({ args, options }) => void (await readEntries(options.file, listOf(args))),
  )
}

function addTags(coaching: Command, shell: Shell): void {
  const tag = coaching.command('tag').description('add, rename, switch off and on a tag; none is ever deleted')
  const add = tag.command('add').description('for all coaches of the district').argument('<name>', 'its name')
  shell.actInside<DistrictOptions>(add.requiredOption(...DISTRICT), async (_task, installation, { args, options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    return said(await installation.coachingWords.addTag(districtId, args[0] ?? ''))
  })
  const acts = [
    ['rename', 'what was logged with it follows the name', undefined],
    ['off', 'it is given no more; what was logged with it has it still', false],
    ['on', 'it may be given again', true],
  ] as const
  for (const [what, says, isActive] of acts) {
    const command = tag
      .command(what)
      .description(says)
      .argument('<tag>', 'its name, or its number as id:17')
      .requiredOption(...DISTRICT)
    if (isActive === undefined) command.requiredOption('--to <name>', 'its new name')
    shell.actInside<DistrictOptions & { readonly to?: string }>(
      command,
      async (_task, installation, { args, options }) => {
        const districtId = await resolveDistrict(installation, options.district)
        const change = isActive === undefined ? { name: options.to ?? '' } : { isActive }
        return said(await installation.coachingWords.changeTag(districtId, args[0] ?? '', change))
      },
    )
  }
}

function said(tag: CoachingWords['tags'][number]): Outcome {
  const state = tag.isActive ? 'may be given' : 'is switched off'
  return { data: { tag }, lines: [`Tag ${tag.id}, “${tag.name}”, ${state}.`] }
}

/** Commander has looked that it is one of them. */
function listOf(args: readonly string[]): WordList {
  return LISTS.find((one) => one === args[0]) ?? 'types'
}

/** The list in the file, or in all lists as they are read. Throws `UsageError` with everything that is wrong with it. */
async function readEntries(path: string, list: WordList): Promise<readonly WordEntry[]> {
  const given = await readJsonFile(path)
  const isWhole = typeof given === 'object' && given !== null && list in given
  const found = isWhole ? (given as Readonly<Record<string, unknown>>)[list] : given
  if (!Array.isArray(found)) refuseProblems(path, [{ path: '', says: 'is a list of entries, as [{"name": "Plan"}].' }])
  const read = (found as unknown[]).map(readEntry)
  refuseProblems(
    path,
    read.flatMap(({ problems }) => problems),
  )
  return read.flatMap(({ entry }) => (entry === null ? [] : [entry]))
}

const KEYS: readonly string[] = ['id', 'name', 'active', 'levels']

function readEntry(
  found: unknown,
  at: number,
): { readonly entry: WordEntry | null; readonly problems: readonly FileProblem[] } {
  const problems: FileProblem[] = []
  const wrong = (field: string, says: string): void => void problems.push({ path: `/${at}${field}`, says })
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    wrong('', 'is an entry, as {"name": "Plan"}.')
    return { entry: null, problems }
  }
  // Whether a cycle names it is read along with it, and nobody’s to set.
  const { id = null, name, active = true, levels = [], used: _, ...more } = found as Record<string, unknown>
  if (Object.keys(more).length > 0) wrong('', `has ${KEYS.join(', ')} and nothing else.`)
  if (typeof name !== 'string') wrong('/name', 'is a text.')
  if (id !== null && typeof id !== 'string') wrong('/id', 'is a text, as "staffroom coaching settings" shows it.')
  if (typeof active !== 'boolean') wrong('/active', 'is true or false.')
  const isListed = Array.isArray(levels) && levels.every((level) => typeof level === 'string')
  if (!isListed) wrong('/levels', 'is a list of texts.')
  return { entry: problems.length > 0 ? null : ({ id, name, active, levels } as WordEntry), problems }
}

function describe(words: CoachingWords): Outcome {
  const { types, lists, tags } = words
  const rows: (readonly Cell[])[] = [
    ...types.map(({ id, name, isActive }) => ['types', id, name, isActive ? 'on' : 'off', '']),
    ...(['phases', 'focuses', 'scales'] as const).flatMap((list) =>
      lists[list].items.map(({ id, name, active, levels }) => [
        list,
        id,
        name,
        active ? 'on' : 'off',
        levels.join(' < '),
      ]),
    ),
    ...tags.map(({ id, name, isActive }) => ['tags', `id:${id}`, name, isActive ? 'on' : 'off', '']),
  ]
  return {
    data: {
      types: types.map(({ id, name, isActive }) => ({ id, name, active: isActive })),
      phases: lists.phases.items,
      focuses: lists.focuses.items,
      scales: lists.scales.items,
      tags,
    },
    lines: [
      ...formatTable(['list', 'id', 'name', '', 'levels'], rows),
      '',
      'The cadence of cycles and what coaches may: staffroom rules show.',
    ],
  }
}
