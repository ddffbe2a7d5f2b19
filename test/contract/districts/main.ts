/**
 * Writes a made-up district to disk:
 *   node test/contract/districts/main.ts --preset demo --version 1.1 --out district.zip [--seed N] [--fault NAME]…
 *     [--change SHARE] [--without-school ID]
 */

import { parseArgs } from 'node:util'
import { makeDemoDistrict } from './demo.ts'
import { makeDistrict, PRESETS } from './district.ts'
import type { District, Preset } from './district.ts'
import { FAULTS, isFaultName } from './faults.ts'
import { withChanges, withoutSchool } from './mutations.ts'
import { writeDistrict } from './write.ts'

const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'demo' },
    version: { type: 'string', default: '1.2' },
    out: { type: 'string' },
    seed: { type: 'string' },
    fault: { type: 'string', multiple: true, default: [] },
    change: { type: 'string' },
    'without-school': { type: 'string' },
  },
})

class UsageFault extends Error {}

function usage(fault: string): never {
  throw new UsageFault(
    `${fault}\npresets: ${Object.keys(PRESETS).join(', ')}\nversions: 1.1, 1.2\nfaults: ${Object.keys(FAULTS).join(', ')}\n`,
  )
}

function isPreset(name: string): name is Preset {
  return Object.hasOwn(PRESETS, name)
}

function chosenDistrict(): District {
  const { preset, seed } = values
  if (!isPreset(preset)) return usage(`there is no preset ${preset}`)
  if (preset === 'demo') return makeDemoDistrict()
  return makeDistrict(seed === undefined ? PRESETS[preset] : { ...PRESETS[preset], seed: Number(seed) })
}

function mutated(district: District): District {
  const gone = values['without-school']
  const rest = gone === undefined ? district : withoutSchool(district, gone)
  return values.change === undefined ? rest : withChanges(rest, Number(values.change))
}

async function main(): Promise<void> {
  const { version, out, fault } = values
  if (out === undefined) return usage('--out is needed: a path that ends in .zip, or a folder')
  if (version !== '1.1' && version !== '1.2') return usage(`there is no version ${version}`)
  const unknown = fault.find((name) => !isFaultName(name))
  if (unknown !== undefined) return usage(`there is no fault ${unknown}`)
  await writeDistrict(mutated(chosenDistrict()), { version, to: out, faults: fault.filter(isFaultName) })
}

try {
  await main()
} catch (error) {
  if (!(error instanceof UsageFault)) throw error
  process.stderr.write(error.message)
  process.exitCode = 2
}
