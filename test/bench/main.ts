/**
 * `npm run bench [-- P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P13 P14] [-- --size S] [-- --districts 100]`: ratios against baselines taken in the same run, printed and written as JSON to
 * `.staffroom/bench/figures.json`. None of it is a test: machines differ, ratios tell.
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { joinEmbedded } from '../../src/store/postgres/embedded.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import type { BenchServer, Figure } from './bench-server.ts'
import { measureCoachPage } from './coach-page.ts'
import { measureCoachingReports } from './coaching-reports.ts'
import { measureLaunches } from './launches.ts'
import { measureManyDistricts } from './many-districts.ts'
import { measureRestPull } from './rest-pull.ts'
import { measureLarge, measureRoster } from './roster.ts'
import { measureSeats } from './seats.ts'
import { measureSurveys } from './surveys.ts'

const ROSTER = ['P1', 'P2', 'P3', 'P4', 'P5']
const OTHERS: Readonly<Record<string, (server: BenchServer) => Promise<readonly Figure[]>>> = {
  P6: measureRestPull,
  P7: measureSeats,
  P8: measureLaunches,
  P9: measureCoachPage,
  P10: (server) => measureManyDistricts(server, Number(values.districts)),
  P13: measureCoachingReports,
  P14: measureSurveys,
}
const KNOWN = [...ROSTER, ...Object.keys(OTHERS)]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string', default: 'M' }, districts: { type: 'string', default: '1000' } },
})

function firstSync(of: readonly Figure[]): number {
  return of.find(({ name }) => name === 'P1')?.measured ?? Number.NaN
}

async function measure(server: BenchServer, wanted: readonly string[]): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  if (wanted.some((name) => ROSTER.includes(name))) figures.push(...(await measureSizes(server, wanted)))
  for (const [name, measureIt] of Object.entries(OTHERS))
    if (wanted.includes(name)) figures.push(...(await measureIt(server)))
  return figures
}

async function measureSizes(server: BenchServer, wanted: readonly string[]): Promise<readonly Figure[]> {
  const size = values.size === 'S' ? 'S' : 'M'
  const figures = await measureRoster(server, size)
  const large = wanted.includes('P5') ? await measureLarge(server, { size, ms: firstSync(figures) }) : []
  return [...figures, ...large].filter(({ name }) => wanted.includes(name))
}

function print(figures: readonly Figure[]): void {
  const lines = figures.map(({ name, work, measured, baseline, unit, ratio, must }) =>
    [
      name.padEnd(3),
      work.padEnd(36),
      `${Math.round(measured)} ${unit}`.padStart(10),
      (baseline === null ? '' : `${Math.round(baseline)} ${unit}`).padStart(10),
      (ratio === null ? '' : `${ratio.toFixed(2)} ×`).padStart(9),
      must,
    ].join('  '),
  )
  const header = ['', 'work'.padEnd(36), 'measured'.padStart(10), 'baseline'.padStart(10), 'ratio'.padStart(9), 'must']
  process.stdout.write(`${[header.join('  ').replace(/^/, ' '.repeat(3)), ...lines].join('\n')}\n`)
}

const unknown = positionals.find((name) => !KNOWN.includes(name))
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark ${unknown}. There are: ${KNOWN.join(', ')}.\n`)
  process.exitCode = 2
} else {
  const root = findPackageRoot()
  const data = join(root, '.staffroom', 'bench')
  const embedded = await joinEmbedded({ home: join(root, 'node_modules', '.cache', 'staffroom-bench') })
  try {
    const server = { url: embedded.url, data, say: (line: string) => void process.stderr.write(`${line}\n`) }
    const figures = await measure(server, positionals.length === 0 ? ['P1', 'P2', 'P3', 'P4'] : positionals)
    print(figures)
    const machine = {
      cores: cpus().length,
      model: cpus()[0]?.model ?? '',
      memoryBytes: totalmem(),
      node: process.version,
    }
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'figures.json'), `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  } finally {
    await embedded.leave()
  }
}
