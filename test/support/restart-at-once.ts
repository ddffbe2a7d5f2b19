/** A crash of an embedded database server of the test's own. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/**
 * Every process of the server ends at once, as in a crash: a killed backend makes the postmaster end all others and recover.
 * Returns when all have ended, so that nothing is committed meanwhile.
 */
export async function restartAtOnce(home: string): Promise<void> {
  const postmaster = Number(
    readFileSync(join(home, 'postgres', 'server', 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
  )
  const text = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
  const children = text.trim().split(' ').map(Number)
  process.kill(children[0] ?? Number.NaN, 'SIGKILL')
  await expect.poll(() => children.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 20_000 }).toEqual([])
}
