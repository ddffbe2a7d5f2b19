/**
 * What `npm test` runs: every check of the house in order, each with its outcome and seconds, to the end even when one
 * fails. `npm test -- lint types` runs only the steps named. The last line is the sum: "N passed, N failed".
 */

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './find-browser.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
/** More than so many failed files are no matter of a busy machine. */
const FILES_AGAIN_MAX = 5
const STEPS = [
  { name: 'format', run: () => runCheck('oxfmt', ['--check']) },
  { name: 'lint', run: () => runCheck('oxlint', ['--type-aware', '--max-warnings', '0']) },
  { name: 'types', run: () => runCheck('tsc', ['--noEmit']) },
  { name: 'boundaries', run: () => runCheck('node', ['scripts/check-boundaries.mjs']) },
  { name: 'unused', run: () => runCheck('knip', []) },
  { name: 'tests', run: () => runTests('rules') },
  { name: 'browser', run: runBrowserTests },
]

/** Runs one program of node_modules/.bin; its output goes to `onOutput`. Resolves to its exit code. */
function execute(command, args, onOutput) {
  return new Promise((resolve) => {
    const stdio = onOutput === undefined ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']
    const path = `${join(ROOT, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`
    const child = spawn(command, args, { cwd: ROOT, stdio, env: { ...process.env, PATH: path } })
    child.stdout?.on('data', onOutput)
    child.stderr?.on('data', onOutput)
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}. Run npm ci.`)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** A check that is one yes or no; what it printed is shown only when it is no. */
async function runCheck(command, args) {
  const output = []
  const code = await execute(command, args, (chunk) => output.push(chunk))
  if (code !== 0) process.stdout.write(Buffer.concat(output))
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * A project of vitest.config.ts; a skipped test counts as failed, and so does a file that never came to its tests. Where
 * a few files failed, those are run once more with the machine to themselves: what fails again has failed, what passes
 * then is named at the end, so that nobody takes it for sound.
 */
async function runTests(project) {
  const first = await reportOf(project, [])
  if (first === null) return { passed: 0, failed: 1 }
  const broken = brokenFilesOf(first)
  const counts = countTests(first)
  const again = broken.map(({ name }) => name)
  if (again.length === 0 || again.length > FILES_AGAIN_MAX || counts.failed > failuresIn(broken)) {
    return { ...counts, names: namesOfFailed(broken) }
  }
  console.log(`\nOnce more, alone: ${again.map(shortName).join(', ')}`)
  const second = await reportOf(project, again)
  if (second === null) return { ...counts, names: namesOfFailed(broken) }
  const outcome = countTests(second)
  const stillBroken = namesOfFailed(brokenFilesOf(second))
  const lost = Math.max(0, testsIn(first, again) - testsIn(second, again))
  return {
    passed: counts.passed - testsIn(first, again, 'passed') + outcome.passed,
    failed: outcome.failed + lost,
    names: stillBroken,
    recovered: namesOfFailed(broken).filter((name) => !stillBroken.includes(name)),
  }
}

/** The report of a run of the project's tests, or of some files of it; null where there is none, which it says. */
async function reportOf(project, files) {
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-check-'))
  const report = join(folder, 'report.json')
  try {
    const code = await execute('vitest', [
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ])
    return { ...JSON.parse(readFileSync(report, 'utf8')), code }
  } catch (error) {
    console.error(`The test run left no report (${error.message}); its messages are above.`)
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function countTests(report) {
  const skipped = report.numPendingTests + report.numTodoTests
  if (skipped > 0) console.error(`${skipped} tests were skipped; a test runs or is removed.`)
  const failed = skipped + failuresIn(brokenFilesOf(report))
  if (report.numPassedTests === 0 && failed === 0) console.error('No test was found.')
  const isUnexplained = failed === 0 && (report.code !== 0 || report.numPassedTests === 0)
  return { passed: report.numPassedTests, failed: isUnexplained ? 1 : failed }
}

function brokenFilesOf(report) {
  return report.testResults.filter((file) => file.status === 'failed' || failedIn(file).length > 0)
}

function failedIn(file) {
  return file.assertionResults.filter((test) => test.status === 'failed')
}

/** A file that never came to its tests counts as one. */
function failuresIn(files) {
  return files.reduce((sum, file) => sum + Math.max(1, failedIn(file).length), 0)
}

function testsIn(report, files, status) {
  return report.testResults
    .filter(({ name }) => files.includes(name))
    .flatMap((file) => file.assertionResults)
    .filter((test) => status === undefined || test.status === status).length
}

function namesOfFailed(files) {
  return files.flatMap((file) => {
    const failed = failedIn(file).map((test) => `${shortName(file.name)}: ${test.fullName}`)
    return failed.length > 0 ? failed : [`${shortName(file.name)}: the file never came to its tests`]
  })
}

function shortName(file) {
  return relative(ROOT, file)
}

async function runBrowserTests() {
  const browser = await findBrowser()
  if (browser.path === null) {
    console.error(browser.remedy)
    return { passed: 0, failed: 1 }
  }
  return runTests('browser')
}

async function runStep({ name, run }) {
  console.log(`\n── ${name}`)
  const startedAt = performance.now()
  const counts = await run()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`── ${name}: ${counts.failed === 0 ? 'passed' : 'FAILED'} (${seconds} s)`)
  return { name, seconds, ...counts }
}

async function main() {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(`No step is called ${unknown.join(', ')}. Steps: ${STEPS.map((step) => step.name).join(', ')}.`)
    console.error('One test file: npx vitest run test/seats/reconcile.test.ts')
    process.exitCode = 2
    return
  }
  const results = []
  for (const step of STEPS) if (wanted.length === 0 || wanted.includes(step.name)) results.push(await runStep(step))
  printSummary(results)
}

function printSummary(results) {
  console.log('')
  for (const { name, seconds, passed, failed } of results) {
    const outcome = failed === 0 ? 'passed' : 'FAILED'
    const counts = passed + failed > 1 ? `  ${passed} passed, ${failed} failed` : ''
    console.log(`  ${name.padEnd(12)}${outcome}  ${seconds.padStart(7)} s${counts}`)
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const failedSteps = results.filter((result) => result.failed > 0).map((result) => result.name)
  printList(
    'Passed only when run again, alone',
    results.flatMap(({ recovered = [] }) => recovered),
  )
  printList(
    'Failed',
    results.flatMap(({ names = [] }) => names),
  )
  if (failedSteps.length > 0) console.log(`\nFailed steps: ${failedSteps.join(', ')}`)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = failedSteps.length > 0 ? 1 : 0
}

function printList(title, lines) {
  if (lines.length > 0) console.log(`\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`)
}

await main()
