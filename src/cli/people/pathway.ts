/** `staffroom pathway list|set|remove|students|enrol|leave`: pathways of a district, and who is in them. */

import type { Command } from 'commander'
import { readJsonFile } from '../json-file.ts'
import { type Outcome, UsageError } from '../outcome.ts'
import { formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'
import type { PathwayLine, PathwayTools } from './pathway-tools.ts'

interface DistrictOptions {
  readonly district: string
}

export function addPathway(program: Command, shell: Shell): void {
  const pathway = program.command('pathway').description('pathways: steps of work for a grade, and who is in them')
  addMaking(pathway, shell)
  addStudents(pathway, shell)
  addEnrolment(pathway, shell, true)
  addEnrolment(pathway, shell, false)
}

const checkNumber = (args: readonly string[]): void => {
  if (!/^[1-9]\d{0,17}$/.test(args[0] ?? '')) throw new UsageError('Give the number of a pathway, as "list" shows it.')
}

function addMaking(pathway: Command, shell: Shell): void {
  const list = pathway.command('list').description('the pathways of a district with their steps')
  shell.actInside<DistrictOptions>(
    list.requiredOption('--district <id>', 'the district'),
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      return describe(await installation.pathways.list(districtId))
    },
  )
  const set = pathway
    .command('set')
    .description('make a pathway of a file, or change the one whose "id" the file has: what "list --json" prints')
    .argument('<file.json>', '{"name", "grade", "steps": [{"title", "productId"?, "address"?, "id"?}]}')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(set, async (_task, installation, { args, options }) => {
    const given = readGiven(args[0] ?? '', await readJsonFile(args[0] ?? ''))
    const districtId = await resolveDistrict(installation, options.district)
    const { id } = await installation.pathways.save({ districtId, ...given })
    return { data: { id }, lines: [`Pathway ${id} was saved.`] }
  })
  const remove = pathway
    .command('remove')
    .description('take a pathway out that no student is in')
    .argument('<pathway>', 'its number')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(
    remove,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      await installation.pathways.remove(districtId, args[0] ?? '')
      return describe(await installation.pathways.list(districtId))
    },
    ({ args }) => checkNumber(args),
  )
}

function describe(pathways: readonly PathwayLine[]): Outcome {
  const rows = pathways.map(({ id, grade, name, steps, isUsed }) => [
    id,
    grade,
    name,
    steps.length,
    isUsed ? 'yes' : 'no',
  ])
  return {
    data: { pathways },
    lines:
      rows.length === 0 ? ['There is no pathway.'] : formatTable(['pathway', 'grade', 'name', 'steps', 'in use'], rows),
  }
}

type Given = Omit<Parameters<PathwayTools['save']>[0], 'districtId'>

/** @throws UsageError where the file is not of that shape */
function readGiven(path: string, given: unknown): Given {
  const fields = fieldsOf(given)
  const steps = fields['steps']
  if (typeof fields['name'] !== 'string' || typeof fields['grade'] !== 'string' || !Array.isArray(steps))
    throw new UsageError(`${path} needs "name", "grade" and "steps", a list.`)
  return {
    id: textOf(fields['id']),
    name: fields['name'],
    grade: fields['grade'],
    steps: steps.map((step: unknown) => {
      const { title, productId, address, id } = fieldsOf(step)
      if (typeof title !== 'string') throw new UsageError(`${path}: each step needs a "title".`)
      return { title, productId: textOf(productId), address: textOf(address), id: textOf(id) }
    }),
  }
}

function fieldsOf(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? { ...given } : {}
}

function textOf(given: unknown): string | null {
  return typeof given === 'string' && given !== '' ? given : null
}

interface AsOptions extends DistrictOptions {
  readonly as: string
  readonly class?: string
}

function addStudents(pathway: Command, shell: Shell): void {
  const students = pathway
    .command('students')
    .description('who is in a pathway or could be by their grade, of the students of a teacher; people by our id')
    .argument('<pathway>', 'its number')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--as <person>', 'the teacher whose students: sourcedId, e-mail address, or "id:" and our number')
    .option('--class <sourcedid>', 'only of this class, or "id:" and our number')
    .option('--enrolled', 'only who is in it')
  shell.actInside<AsOptions & { readonly enrolled?: boolean }>(
    students,
    async (_task, installation, { args, options }) => {
      const { as, enrolled = false } = options
      const districtId = await resolveDistrict(installation, options.district)
      const classId = await classOf(installation, districtId, options)
      const asked = { districtId, as, pathwayId: args[0] ?? '', classId, enrolledOnly: enrolled }
      const found = await installation.pathways.students(asked)
      const rows = found.map(({ id, grades, enrolledAt, isElsewhere, done }) => [
        `id:${id}`,
        grades.join(' '),
        enrolledAt?.slice(0, 10) ?? (isElsewhere ? 'in another' : 'no'),
        done.length,
      ])
      return {
        data: {
          students: found.map(({ id, grades, enrolledAt, isElsewhere, done }) => ({
            personId: id,
            grades,
            enrolledAt,
            isElsewhere,
            done,
          })),
        },
        lines:
          rows.length === 0
            ? ['None of their students.']
            : formatTable(['person', 'grades', 'in it', 'steps done'], rows),
      }
    },
    ({ args }) => checkNumber(args),
  )
}

async function classOf({ pathways }: Installation, districtId: string, options: AsOptions): Promise<string | null> {
  if (options.class === undefined) return null
  return (await pathways.named(districtId, 'classes', [options.class]))[0] ?? null
}

function addEnrolment(pathway: Command, shell: Shell, enrol: boolean): void {
  const command = pathway
    .command(enrol ? 'enrol' : 'leave')
    .description(enrol ? 'enrol students of a teacher' : 'take students of a teacher out; what they have done is kept')
    .argument('<pathway>', 'its number')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--as <person>', 'the teacher whose students: sourcedId, e-mail address, or "id:" and our number')
    .option('--student <sourcedid...>', 'these students, or "id:" and our number')
    .option('--class <sourcedid>', 'all of this class whom it is for, or "id:" and our number')
  shell.actInside<AsOptions & { readonly student?: readonly string[] }>(
    command,
    async (_task, installation, { args, options }) => {
      const { as, student = [] } = options
      const districtId = await resolveDistrict(installation, options.district)
      const pathwayId = args[0] ?? ''
      const classId = await classOf(installation, districtId, options)
      const personIds =
        classId === null
          ? await installation.pathways.named(districtId, 'people', student)
          : (await installation.pathways.students({ districtId, as, pathwayId, classId, enrolledOnly: !enrol })).map(
              ({ id }) => id,
            )
      const done = await installation.pathways.enrol({ districtId, as, pathwayId, personIds, enrol })
      const { changed, leftOut } = done
      return {
        data: done,
        lines: [
          `${formatCount(changed.length)} students were ${enrol ? 'enrolled' : 'taken out'}; ${formatCount(leftOut.length)} were left out.`,
          ...(leftOut.length === 0
            ? []
            : formatTable(
                ['left out', 'why'],
                leftOut.map(({ personId, reason }) => [`id:${personId}`, reason]),
              )),
        ],
      }
    },
    ({ args, options }) => {
      checkNumber(args)
      if ((options.student === undefined) === (options.class === undefined))
        throw new UsageError('Say whose: either --student or --class.')
    },
  )
}
