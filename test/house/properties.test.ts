/** Properties are repeatable: each starts from a seed that is known beforehand, and says it when it fails. */

import { check, defaultReportMessage, integer, property, readConfigureGlobal, sample } from 'fast-check'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { chooseSeeds, readSeed, USUAL_SEED } from '../support/seed.ts'

const ROOT = findPackageRoot()
const WITH_PROPERTIES = globSync('test/**/*.{ts,tsx}', { cwd: ROOT })
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
  .filter(({ text }) => text.includes("from 'fast-check'"))

describe('the seed of properties', () => {
  it.each(['', undefined])('is the usual one where nothing is said (%j)', (text) => {
    expect(readSeed(text)).toBe(USUAL_SEED)
  })

  it.each(['x', '1.5', '0x10', '2147483648', ' 7', '1e3'])('is refused where it is no whole number: %j', (text) => {
    expect(() => readSeed(text)).toThrow('PROPERTY_SEED takes a whole number')
  })

  it('is the one that is named', () => {
    expect(readSeed('-7')).toBe(-7)
  })

  it('is another one for each round of a soak', () => {
    expect(chooseSeeds({ PROPERTY_SEED: '2147483646', PROPERTY_SEEDS: '3' })).toEqual([
      2147483646, 2147483647, -2147483648,
    ])
    expect(new Set(chooseSeeds({})).size).toBe(5)
    expect(() => chooseSeeds({ PROPERTY_SEEDS: '0' })).toThrow('PROPERTY_SEEDS takes a number')
  })

  it('is set for every test file, and told by what fails', () => {
    const seed = readSeed(process.env['PROPERTY_SEED'])
    expect(readConfigureGlobal().seed).toBe(seed)
    const failed = check(property(integer(), (number) => number === 0.5))
    expect(failed.seed).toBe(seed)
    expect(defaultReportMessage(failed)).toContain(`seed: ${seed},`)
    expect(sample(integer(), 5)).toEqual(sample(integer(), 5))
  })

  it('is nowhere chosen by a test of its own', () => {
    expect(WITH_PROPERTIES.length).toBeGreaterThan(20)
    const own = WITH_PROPERTIES.filter(({ text }) =>
      /\{[^{}]*\bseed:[^{}]*\bnumRuns:|\bnumRuns:[^{}]*\bseed:/.test(text),
    )
    const global = WITH_PROPERTIES.filter(({ text }) => /\bconfigureGlobal\(|\bresetConfigureGlobal\(/.test(text))
    expect(own.map(({ path }) => path)).toEqual([])
    expect(global.map(({ path }) => path)).toEqual(['test/support/property-seed.ts'])
  })
})
