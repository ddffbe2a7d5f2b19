/** `staffroom sync SRC`: runs a source now, or shows what a run would do. */

import type { Command } from 'commander'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../outcome.ts'
import { exitOf, printReport } from './print-run.ts'
import { resolveSource } from '../reference.ts'
import type { Shell } from '../shell.ts'

interface SyncOptions {
  readonly dryRun?: boolean
  readonly full?: boolean
  readonly file?: string
}

export function addSync(program: Command, shell: Shell): void {
  const sync = program
    .command('sync')
    .description('run a source now and print the report; exit 3 where the run is (or would be) held')
    .argument('<src>', "the source's id, or district/id")
    .option('--dry-run', 'show what would happen, change nothing')
    .option(
      '--full',
      'fetch everything anew, and read and compare every row, also those that stand in the feed as they did last time',
    )
    .option('--file <zip-or-dir>', 'read this instead of what the source is configured for')
  shell.actInside<SyncOptions>(
    sync,
    async (task, installation, { args, options }) => {
      const ref = await resolveSource(installation, args[0] ?? '')
      const report = await installation.sources.sync(ref, {
        dryRun: options.dryRun === true,
        full: options.full === true,
        file: options.file === undefined ? null : resolve(options.file),
        signal: task.signal,
        onProgress: task.progress.tell,
      })
      return { data: report, lines: printReport(report), exit: exitOf(report) }
    },
    async ({ options }) => {
      if (options.file !== undefined) await checkFile(options.file)
    },
  )
}

async function checkFile(path: string): Promise<void> {
  try {
    await stat(path)
  } catch (cause) {
    throw new UsageError(`--file ${path} is not there. Give a zip file or a folder of CSV files.`, 'usage', { cause })
  }
}
