/** `staffroom demo` (and `npm start`): a whole installation to look at, with a sample district and a demo LMS. */

import type { Command } from 'commander'
import { formatCount, formatTable } from './print.ts'
import { printReport } from './print-run.ts'
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
    ...formatTable(
      ['open', 'to'],
      [
        [ready.lmsUrl, 'launch it from the demo LMS: as a teacher, coach, principal, administrator, student …'],
        [ready.url, 'open Staffroom by itself'],
        ...(ready.inviteUrl === null
          ? []
          : [[ready.inviteUrl, `become its district administrator (${ready.adminEmail}; the link works once)`]]),
      ],
    ),
    '',
    `Data lies in ${ready.home}. Ctrl-C ends everything; the next start takes it up again.`,
  ]
  for (const line of lines) task.show(line)
}
