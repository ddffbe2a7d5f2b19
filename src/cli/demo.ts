/** `staffroom demo` (and `npm start`): a whole installation to look at, with a sample district and a demo LMS. */

import type { Command } from 'commander'
import { formatCount, formatInstant } from './print.ts'
import { printReport } from './sync/print-run.ts'
import type { Shell, Task } from './shell.ts'
import type { DemoReady } from './toolbox.ts'

export function addDemo(program: Command, shell: Shell): void {
  const demo = program
    .command('demo')
    .description('embedded database, sample district, demo LMS page, everything on, until stopped')
  shell.act(demo, async (task) => {
    await task.toolbox.demo(task, {
      progress: task.progress.tell,
      ready: (ready) => {
        task.progress.end()
        task.emit(ready)
        showReady(task, ready)
      },
    })
    return null
  })
}

function showReady(task: Task, ready: DemoReady): void {
  const lines = [
    ...(ready.report === null ? [] : ['', ...printReport(ready.report)]),
    '',
    `In Staffroom now: ${Object.entries(ready.counts)
      .map(([what, count]) => `${formatCount(count)} ${what}`)
      .join(', ')}`,
    '',
    `  Demo LMS    ${ready.lmsUrl}   launch Staffroom from here: as a teacher, coach, principal, …`,
    `  Staffroom   ${ready.url}   open it by itself`,
    ...(ready.inviteUrl === null
      ? []
      : ['', 'Become its district administrator (the link works once):', `  ${ready.inviteUrl}`]),
    '',
    ...(ready.nextSync === null ? [] : [`Next sync by schedule: ${formatInstant(ready.nextSync, ready.timezone)}`]),
    `Data lies in ${ready.home}. Ctrl-C ends everything; the next start takes it up again.`,
  ]
  for (const line of lines) task.show(line)
}
