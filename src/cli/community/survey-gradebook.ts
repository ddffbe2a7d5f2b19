/** `staffroom survey gradebook`: whether an LMS's gradebook is told who has taken part in a class's surveys. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import type { Shell } from '../shell.ts'
import type { GradebookShown } from './order-tools.ts'
import { type AsOptions, askedOf, checkNumber, onPerson } from './survey-options.ts'

interface GradebookOptions extends AsOptions {
  readonly on?: boolean
  readonly off?: boolean
}

export function addSurveyGradebook(survey: Command, shell: Shell): void {
  const gradebook = survey
    .command('gradebook')
    .description('whether the LMS’s gradebook is told who has taken part: show it, or set it as a lead of the class')
    .argument('<class>', 'its number')
    .option('--on', 'one column for each cycle, 1 of 1 for who has taken part')
    .option('--off', 'nothing more is sent; what the LMS has stays there')
  shell.actInside<GradebookOptions>(
    onPerson(gradebook),
    async (_task, installation, { args, options }) => {
      const { classOrders } = installation
      const asked = { ...(await askedOf(installation, options)), classId: args[0] ?? '' }
      if (options.on !== undefined || options.off !== undefined)
        await classOrders.setGradebook({ ...asked, isOn: options.on === true })
      return described(await classOrders.gradebook(asked))
    },
    ({ args, options }) => {
      checkNumber(args[0])
      if (options.on === true && options.off === true) throw new UsageError('Choose one of --on and --off.')
    },
  )
}

function described({ since, pages }: GradebookShown): Outcome {
  const sent = pages.map(({ title, platform, isOffered }) => {
    const where = `${title ?? 'a course'} in ${platform}`
    return isOffered ? `  ${where}` : `  ${where}: its LMS lets nothing be written`
  })
  return {
    data: { since, pages: pages.map(({ id, title, platform, isOffered }) => ({ id, title, platform, isOffered })) },
    lines: [since === null ? 'It is off.' : `It is on since ${since}.`, ...sent],
  }
}
