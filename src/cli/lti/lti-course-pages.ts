/** `staffroom lti course-pages|link-class`: which class of the roster each course page of the LMS is. */

import { type Command, Option } from 'commander'
import type { CoursePageLine } from './launch-tools.ts'
import { UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'

type State = 'open' | 'linked' | 'dismissed'

interface ListOptions {
  readonly district: string
  readonly state: State
}

interface LinkOptions {
  readonly district: string
  readonly none?: boolean
}

/** Puts the commands under `lti`. */
export function addCoursePages(lti: Command, shell: Shell): void {
  const list = lti
    .command('course-pages')
    .description('course pages that launches came from, and the class behind each')
    .requiredOption('--district <id>', 'the district')
    .addOption(new Option('--state <state>', 'which').choices(['open', 'linked', 'dismissed']).default('open'))
  shell.actInside<ListOptions>(list, async (_task, installation, { options }) => {
    const { state } = options
    const found = await installation.coursePages.list(await resolveDistrict(installation, options.district), state)
    return { data: { coursePages: found }, lines: pageLines(found, options.district) }
  })
  addLink(lti, shell)
}

function addLink(lti: Command, shell: Shell): void {
  const link = lti
    .command('link-class')
    .description('say which class a course page is; launches from it open that class')
    .argument('<page>', 'its number, as "lti course-pages" lists it')
    .argument('[class]', "the class's sourcedId, or id:17")
    .option('--none', 'it is no class of the roster')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<LinkOptions>(
    link,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const [pageId = '', named = null] = args
      const { classId } = await installation.coursePages.set({ districtId, pageId, named })
      const says = classId === null ? 'is no class of the roster' : `is class ${classId}`
      return { data: { pageId, classId }, lines: [`Course page ${pageId} ${says} from now on.`] }
    },
    ({ args, options }) => {
      if (!/^[1-9]\d{0,17}$/.test(args[0] ?? '')) throw new UsageError('A course page is named by its number.')
      if ((args[1] === undefined) !== (options.none === true))
        throw new UsageError('Name the class, or say --none: one of the two.')
    },
  )
}

function pageLines(found: readonly CoursePageLine[], district: string): readonly string[] {
  if (found.length === 0) return ['There is no such course page.']
  const rows = found.map((one) => [one.id, one.title, one.platform, one.class?.title ?? null, one.linkedBy, one.seenAt])
  return [
    ...formatTable(['page', 'title', 'platform', 'class', 'by', 'last launch'], rows),
    '',
    `It is a class:  staffroom lti link-class PAGE CLASS --district ${district}`,
  ]
}
