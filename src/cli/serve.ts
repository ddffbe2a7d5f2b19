/** `staffroom serve`, `worker` and `start`: web, daemon, or both, until told to stop. */

import type { Command } from 'commander'
import type { Shell } from './shell.ts'

export function addServe(program: Command, shell: Shell): void {
  const serve = program.command('serve').description('the web pages and the API, until stopped')
  const start = program.command('start').description('web and worker in one process, until stopped')
  for (const [command, withWorker] of [
    [serve, false],
    [start, true],
  ] as const)
    shell.act(command, async (task) => {
      await task.toolbox.serve(task, {
        withWorker,
        ready: ({ url, worker }) => {
          task.show(`Staffroom answers at ${url}${worker ? ', and the worker runs' : ''}. Ctrl-C ends it.`)
          task.emit({ url, worker })
        },
      })
      return null
    })

  const worker = program.command('worker').description('the daemon that runs what is due, until stopped')
  shell.act(worker, async (task) => {
    await task.toolbox.work(task, {
      ready: ({ sources }) => {
        task.show(`The worker runs; ${sources} source${sources === 1 ? '' : 's'} in the schedule. Ctrl-C ends it.`)
        task.emit({ sources })
      },
    })
    return null
  })
}
