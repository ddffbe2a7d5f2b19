/** `staffroom kept export|holds|hold|lift|erase`: what is kept of one person. */

import type { Command } from 'commander'
import { stat, writeFile } from 'node:fs/promises'
import { type Outcome, UsageError } from '../outcome.ts'
import { formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'
import type { ErasureLook } from './kept-tools.ts'

interface Options {
  readonly district: string
}

interface RecordOptions extends Options {
  readonly out: string
}

const WHO = 'a sourcedId, an e-mail address, or id:17'

export function addKept(program: Command, shell: Shell): void {
  const kept = program.command('kept').description('what is kept of one person: take it along, hold it, erase it')
  addRecord(kept, shell)
  addHolds(kept, shell)
  addErase(kept, shell)
}

async function named(installation: Installation, options: Options, args: readonly string[]) {
  return { districtId: await resolveDistrict(installation, options.district), person: args[0] ?? '' }
}

function addRecord(kept: Command, shell: Shell): void {
  const command = kept
    .command('export')
    .description('write the file of what is kept of somebody, to be handed to them; it goes on the audit log')
    .argument('<person>', WHO)
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--out <file.json>', 'where to; a file that is there is not written over')
  shell.actInside<RecordOptions>(command, writeRecord, async ({ options }) => {
    if ((await stat(options.out).catch(() => null)) !== null) throw unwritable(options.out)
  })
}

async function writeRecord(
  _task: unknown,
  installation: Installation,
  { args, options }: { readonly args: readonly string[]; readonly options: RecordOptions },
): Promise<Outcome> {
  const { out } = options
  const file = await installation.kept.record(await named(installation, options, args))
  await writeFile(out, `${JSON.stringify(file, null, 2)}\n`, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    throw unwritable(out, cause)
  })
  const rows = file.sections.flatMap(({ section, says, entries }) =>
    entries.length === 0 ? [] : [[section, String(entries.length), says]],
  )
  const sections = file.sections.map(({ section, entries }) => ({ section, entries: entries.length }))
  return {
    data: { out, person: file.person.id, sections },
    lines: [
      ...formatTable(['part', 'entries', 'what'], rows),
      '',
      'Not in the file:',
      ...file.notInThisFile.map((says) => `- ${says}`),
    ],
  }
}

function unwritable(out: string, cause?: unknown): UsageError {
  return new UsageError(`${out} cannot be written, or it is there already. Give the name of a new file.`, 'usage', {
    cause,
  })
}

function addHolds(kept: Command, shell: Shell): void {
  const list = kept
    .command('holds')
    .description('who is under a legal hold')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<Options>(list, async (_task, installation, { options }) => {
    const { total, items } = await installation.kept.holds(await resolveDistrict(installation, options.district))
    const rows = items.map(({ personId, givenName, familyName, reason, setAt }) => [
      `id:${personId}`,
      `${givenName} ${familyName}`,
      setAt.slice(0, 10),
      reason,
    ])
    return { data: { total, items }, lines: formatTable(['person', 'name', 'since', 'why'], rows) }
  })
  const hold = kept
    .command('hold')
    .description('put somebody under a legal hold: nothing that is kept of them is destroyed until it is lifted')
    .argument('<person>', WHO)
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--reason <text>', 'why: the number of a case')
  shell.actInside<Options & { readonly reason: string }>(hold, async (_task, installation, { args, options }) => {
    await installation.kept.hold(await named(installation, options, args), options.reason)
    return { data: { isHeld: true }, lines: ['They are under hold now. "kept lift" ends it.'] }
  })
  const lift = kept
    .command('lift')
    .description('lift the legal hold on somebody')
    .argument('<person>', WHO)
    .requiredOption('--district <id>', 'the district')
  shell.actInside<Options>(lift, async (_task, installation, { args, options }) => {
    await installation.kept.lift(await named(installation, options, args))
    return { data: { isHeld: false }, lines: ['The hold is lifted.'] }
  })
}

function addErase(kept: Command, shell: Shell): void {
  const erase = kept
    .command('erase')
    .description(
      'erase somebody whom no feed has, with all that is theirs, for good; without --word it only says what goes',
    )
    .argument('<person>', WHO)
    .requiredOption('--district <id>', 'the district')
    .option('--word <name>', 'their name, as it says without it')
  shell.actInside<Options & { readonly word?: string }>(erase, async (_task, installation, { args, options }) => {
    const who = await named(installation, options, args)
    if (options.word === undefined) return describe(await installation.kept.erasure(who))
    await installation.kept.erase(who, options.word)
    return { data: { erased: true }, lines: ['They are erased, for good.'] }
  })
}

const COUNTS = [
  ['written', 'interactions that they logged'],
  ['alone', 'interactions of others about them alone'],
  ['files', 'files attached to these'],
  ['versions', 'earlier versions of these'],
  ['tagged', 'their name on interactions about others as well'],
  ['cycles', 'coaching cycles'],
  ['letters', 'copies of interactions mailed to them'],
  ['drafts', 'drafts'],
  ['caseloads', 'caseloads that they keep'],
  ['caseloadPlaces', 'places in caseloads of others'],
  ['handovers', 'decisions to hand over'],
  ['filters', 'filters of reports'],
  ['communities', 'places in communities'],
] as const satisfies readonly (readonly [keyof ErasureLook, string])[]

function describe(look: ErasureLook): Outcome {
  const { word, isFed, isHeld, rest, ...counts } = look
  const goes = [
    ...COUNTS.map(([name, says]) => [says, counts[name]] as const),
    ...rest.map(({ section, entries }) => [section, entries] as const),
  ]
  return {
    data: look,
    lines: [
      ...formatTable(
        ['what goes', 'how much'],
        goes.map(([name, count]) => [name, formatCount(count)]),
      ),
      '',
      'Which surveys they took part in, if any, goes as well, and what they began and did not hand in.',
      ...(isFed ? ['In the way: a feed has them. Take them out of the SIS first, then sync.'] : []),
      ...(isHeld ? ['In the way: they are under a legal hold.'] : []),
      ...(counts.leadsAlone > 0 ? ['In the way: they are the only lead of a community.'] : []),
      `To do it: --word "${word}"`,
    ],
  }
}
