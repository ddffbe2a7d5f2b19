/**
 * What `npm test` runs: every check of the house in order, each with its outcome and seconds, to the end even when one
 * fails. `npm test -- lint types` runs only the steps named. The last line is the sum: "N passed, N failed".
 */

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './find-browser.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
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

/** A project of vitest.config.ts; a skipped test counts as failed, and so does a file that never came to its tests. */
async function runTests(project) {
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-check-'))
  const report = join(folder, 'report.json')
  try {
    const code = await execute('vitest', [
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ])
    return countTests(JSON.parse(readFileSync(report, 'utf8')), code)
  } catch (error) {
    console.error(`The test run left no report (${error.message}); its messages are above.`)
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function countTests(report, code) {
  const skipped = report.numPendingTests + report.numTodoTests
  if (skipped > 0) console.error(`${skipped} tests were skipped; a test runs or is removed.`)
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + skipped + brokenFiles
  if (report.numPassedTests === 0 && failed === 0) console.error('No test was found.')
  const isUnexplained = failed === 0 && (code !== 0 || report.numPassedTests === 0)
  return { passed: report.numPassedTests, failed: isUnexplained ? 1 : failed }
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
  if (failedSteps.length > 0) console.log(`\nFailed steps: ${failedSteps.join(', ')}`)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = failedSteps.length > 0 ? 1 : 0
}

await main()
