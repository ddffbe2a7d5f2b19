/** `npm test` tells the truth: every step runs, every kind of failure counts, the last line is the sum. */

import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plantScripts, type ScriptTree } from './script-tree.ts'

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

const GREEN: Report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1)

describe('the check of everything', () => {
  let tree: ScriptTree

  beforeEach(() => {
    tree = plantScripts(['check.mjs', 'find-browser.mjs'], { 'scripts/check-boundaries.mjs': '' })
    for (const program of ['oxfmt', 'oxlint', 'tsc', 'knip']) tree.pretend(`node_modules/.bin/${program}`, 'exit 0')
    tree.pretend('bin/chromium', 'echo Chromium 1.0')
    pretendVitest(GREEN)
  })

  afterEach(() => {
    tree.remove()
  })

  /** A vitest that writes this report where it is told to and ends with this code. */
  function pretendVitest(report: Partial<Report> | null, code = 0): void {
    if (report !== null) tree.write('report.json', JSON.stringify({ ...GREEN, ...report }))
    const writes = report === null ? ':' : 'cp "$ROOT/report.json" "${arg#--outputFile.json=}"'
    tree.pretend(
      'node_modules/.bin/vitest',
      `for arg in "$@"; do case "$arg" in --outputFile.json=*) ${writes};; esac; done; exit ${code}`,
    )
  }

  it('adds up checks and tests when all is well', async () => {
    const outcome = await tree.run('check.mjs')
    expect(outcome.code).toBe(0)
    expect(lastLine(outcome.stdout)).toBe('15 passed, 0 failed')
  })

  it('runs the later steps after one has failed, and names those that did', async () => {
    tree.pretend('node_modules/.bin/oxlint', 'echo "a fault in a file"; exit 1')
    const outcome = await tree.run('check.mjs')
    expect(outcome.code).toBe(1)
    expect(outcome.stdout).toContain('a fault in a file')
    expect(outcome.stdout).toContain('Failed steps: lint')
    expect(lastLine(outcome.stdout)).toBe('14 passed, 1 failed')
  })

  it.each<[string, Partial<Report> | null, number, string]>([
    ['a failed test', { numPassedTests: 4, numFailedTests: 1 }, 1, '4 passed, 1 failed'],
    ['a skipped test', { numPassedTests: 4, numPendingTests: 1 }, 0, '4 passed, 1 failed'],
    ['a test left for later', { numTodoTests: 2 }, 0, '5 passed, 2 failed'],
    [
      'a file that never came to its tests',
      { testResults: [{ status: 'failed', assertionResults: [] }] },
      1,
      '5 passed, 1 failed',
    ],
    ['an error outside of any test', {}, 1, '5 passed, 1 failed'],
    ['no test at all', { numPassedTests: 0 }, 0, '0 passed, 1 failed'],
    ['no report', null, 0, '0 passed, 1 failed'],
  ])('counts %s as failed', async (_, report, code, sum) => {
    pretendVitest(report, code)
    const outcome = await tree.run('check.mjs', ['tests'])
    expect(outcome.code).toBe(1)
    expect(lastLine(outcome.stdout)).toBe(sum)
  })

  it('fails without a browser and names the command that installs one', async () => {
    tree.pretend('bin/chromium', 'exit 127')
    const outcome = await tree.run('check.mjs', ['browser'], { PATH: join(tree.root, 'bin') })
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toMatch(/apt-get install .*chromium/)
  })

  it('refuses a step that does not exist', async () => {
    const outcome = await tree.run('check.mjs', ['lnit'])
    expect(outcome.code).toBe(2)
    expect(outcome.stderr).toContain('boundaries')
  })
})
