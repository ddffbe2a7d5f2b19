/** The tests' command line: one order after the other in one process, and another process where that has ended. */

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeHome, openCommandLine } from './command-line.ts'

const staffroom = openCommandLine({ STAFFROOM_HOME: makeHome() })

test('orders that are given at once are run one strictly after the other', { timeout: 120_000 }, async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'staffroom-orders-')), 'words.json')
  writeFileSync(file, JSON.stringify(Array.from({ length: 20_000 }, () => ({ name: 7 }))))
  const ended: string[] = []
  const slow = staffroom.run('coaching', 'set', 'phases', '--district', 'alpha', '--file', file)
  const quick = staffroom.run('--version')
  const noted = async (name: string, order: typeof slow) => {
    const { code } = await order
    ended.push(`${name} ${code}`)
  }
  await Promise.all([noted('slow', slow), noted('quick', quick)])
  expect(ended).toEqual(['slow 2', 'quick 0'])
})

test(
  'a process that has ended takes the open order with it, and the next order has another one',
  { timeout: 120_000 },
  async () => {
    const before = staffroom.server()
    expect(before).toBeTypeOf('number')
    const order = staffroom.run('coaching', 'settings', '--district', 'alpha')
    process.kill(before as number, 'SIGKILL')
    await expect(order).rejects.toThrow()
    expect(staffroom.server()).toBeNull()
    expect((await staffroom.run('--version')).code).toBe(0)
    expect(staffroom.server()).not.toBe(before)
  },
)
