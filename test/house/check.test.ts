/** `npm test` tells the truth: every step runs, every kind of failure counts, the last line is the sum. */

import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plantScripts, type ScriptTree } from './script-tree.ts'

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name?: string; status: string; assertionResults: { status: string; fullName?: string }[] }[]
}

const GREEN: Report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1)

/** What a report says of one file of two tests, the second of which ended so. */
function busyFile(root: string, status: string): Report['testResults'][number] {
  return {
    name: join(root, 'test', 'busy.test.ts'),
    status,
    assertionResults: [
      { status: 'passed', fullName: 'busy is quick' },
      { status, fullName: 'busy is in time' },
    ],
  }
}

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
      { numPassedTests: 0, testResults: [{ name: '/no.test.ts', status: 'failed', assertionResults: [] }] },
      1,
      '0 passed, 1 failed',
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

  describe('where a test failed beside all others', () => {
    const failed = { numPassedTests: 4, numFailedTests: 1, testResults: [] as Report['testResults'] }

    /** The first run writes the one report, every later one, which must name the file, the other. */
    function pretendTwoRuns(first: Partial<Report>, second: Partial<Report>, secondCode: number): void {
      tree.write('first.json', JSON.stringify({ ...GREEN, ...first }))
      tree.write('second.json', JSON.stringify({ ...GREEN, ...second }))
      tree.pretend(
        'node_modules/.bin/vitest',
        `for arg in "$@"; do case "$arg" in --outputFile.json=*) out="\${arg#--outputFile.json=}";; */busy.test.ts) again=1;; esac; done
if [ -n "$again" ]; then cp "$ROOT/second.json" "$out"; exit ${secondCode}; fi
cp "$ROOT/first.json" "$out"; exit 1`,
      )
    }

    it('runs its file again alone, and names what passes only then', async () => {
      pretendTwoRuns(
        { ...failed, testResults: [busyFile(tree.root, 'failed')] },
        { numPassedTests: 2, testResults: [busyFile(tree.root, 'passed')] },
        0,
      )
      const outcome = await tree.run('check.mjs', ['tests'])
      expect(outcome.code).toBe(0)
      expect(outcome.stdout).toMatch(/Passed only when run again, alone:\n {2}test\/busy\.test\.ts: busy is in time/)
      expect(lastLine(outcome.stdout)).toBe('5 passed, 0 failed')
    })

    it('counts what fails again, and names it', async () => {
      const again = { numPassedTests: 1, numFailedTests: 1, testResults: [busyFile(tree.root, 'failed')] }
      pretendTwoRuns({ ...failed, testResults: [busyFile(tree.root, 'failed')] }, again, 1)
      const outcome = await tree.run('check.mjs', ['tests'])
      expect(outcome.code).toBe(1)
      expect(outcome.stdout).toMatch(/\nFailed:\n {2}test\/busy\.test\.ts: busy is in time/)
      expect(lastLine(outcome.stdout)).toBe('4 passed, 1 failed')
    })

    it('counts a test that is not there the second time as failed', async () => {
      pretendTwoRuns(
        { ...failed, testResults: [busyFile(tree.root, 'failed')] },
        { numPassedTests: 1, testResults: [] },
        0,
      )
      const outcome = await tree.run('check.mjs', ['tests'])
      expect(lastLine(outcome.stdout)).toBe('4 passed, 2 failed')
    })

    it('does not run again what failed in many files', async () => {
      const many = Array.from({ length: 6 }, (_, n) => ({
        ...busyFile(tree.root, 'failed'),
        name: join(tree.root, `${n}/busy.test.ts`),
      }))
      pretendTwoRuns({ numFailedTests: 6, testResults: many }, { numPassedTests: 12 }, 0)
      const outcome = await tree.run('check.mjs', ['tests'])
      expect(lastLine(outcome.stdout)).toBe('5 passed, 6 failed')
    })
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
