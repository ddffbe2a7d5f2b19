/** `staffroom migrate`: brings the database up to date. */

import type { Command } from 'commander'
import type { Shell } from './shell.ts'

export function addMigrate(program: Command, shell: Shell): void {
  const command = program
    .command('migrate')
    .description('bring the database up to date (DATABASE_OWNER_URL, else DATABASE_URL, else the embedded one)')
  shell.act(command, async (task) => {
    const { applied } = await task.toolbox.migrate(task)
    const lines = applied.length === 0 ? ['The database is up to date.'] : [`Applied: ${applied.join(', ')}`]
    return { data: { applied }, lines }
  })
}
