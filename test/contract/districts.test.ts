import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import { readRoleMap } from '../../src/roster/role-map.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { makePlace } from '../connectors/oneroster-csv/serve.ts'
import roleMap from './districts/demo-role-map.json' with { type: 'json' }
import { makeDemoDistrict } from './districts/demo.ts'
import { makeDistrict, PRESETS } from './districts/district.ts'
import type { District } from './districts/district.ts'
import { FAULTS, isFaultName } from './districts/faults.ts'
import type { FaultName } from './districts/faults.ts'
import { withChanges, withGone, withoutSchool, withoutShare } from './districts/mutations.ts'
import { writeDistrict } from './districts/write.ts'
import { readAll } from './read-all.ts'

const tiny = makeDistrict(PRESETS.tiny)

function all(district: District): RosterRecord[] {
  return TABLES.flatMap((table) => [...district.records(table)])
}

async function heardOf(district: District, faults: readonly FaultName[]): Promise<string> {
  const { path, close } = await makePlace('zip')
  try {
    await writeDistrict(district, { version: '1.1', to: path, faults })
    const { records, quarantined, diagnostics, evidence, error } = await readAll(oneRosterCsv, { path })
    return JSON.stringify({ records, quarantined, diagnostics, evidence, error: String(error) })
  } finally {
    await close()
  }
}

describe('made-up districts', () => {
  it('are the same for the same seed, byte for byte, and others for another', async () => {
    const sums: string[] = []
    for (const size of [PRESETS.tiny, PRESETS.tiny, { ...PRESETS.tiny, seed: 7 }]) {
      const { path, close } = await makePlace('zip')
      await writeDistrict(makeDistrict(size), { version: '1.2', to: path })
      sums.push(
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      )
      await close()
    }
    expect(sums[0]).toBe(sums[1])
    expect(sums[0]).not.toBe(sums[2])
  })

  /** What is understood silently because it can't matter to anybody, or shows only when nights are compared. */
  const SILENT = new Set<FaultName>([
    'line-feeds',
    'carriage-returns',
    'mixed-line-ends',
    'quote-all',
    'junk',
    'status-filled',
    'metadata-in-the-middle',
  ])

  it.each(Object.keys(FAULTS).filter(isFaultName))('the fault %s shows, or is one that may not', async (fault) => {
    const clean = await heardOf(tiny, [])
    const faulty = await heardOf(tiny, [fault])
    if (SILENT.has(fault)) expect(faulty).toBe(clean)
    else expect(faulty).not.toBe(clean)
  })

  it('change by the share that is asked for, and nobody comes or goes', () => {
    const before = all(makeDemoDistrict())
    const after = all(withChanges(makeDemoDistrict(), 0.1))
    expect(after.map((record) => record.sourcedId)).toEqual(before.map((record) => record.sourcedId))
    const changed = after.filter((record, index) => JSON.stringify(record) !== JSON.stringify(before[index])).length
    expect(changed / before.length).toBeGreaterThan(0.07)
    expect(changed / before.length).toBeLessThan(0.13)
  })

  it('lose a school with everything that hangs on it and nothing else', () => {
    const rest = JSON.stringify(all(withoutSchool(tiny, 'org-0002')))
    expect(rest).not.toContain('org-0002')
    const named = all(tiny).filter((record) => JSON.stringify(record).includes('org-0002')).length
    // Both schools are alike: half of the enrolments are the second one's, and don't name it.
    const enrolments = [...tiny.records('enrolments')].length / 2
    expect(JSON.parse(rest)).toHaveLength(all(tiny).length - named - enrolments)
  })

  it('lose a share of one table, or announce it as gone', () => {
    const people = [...tiny.records('people')].length
    expect([...withoutShare(tiny, 'people', 0.5).records('people')].length).toBeLessThan(people)
    expect([...withoutShare(tiny, 'people', 0.5).records('orgs')]).toEqual([...tiny.records('orgs')])
    const gone = [...withGone(tiny, 'people', 0.5).records('people')].filter((person) => person.status === 'gone')
    expect(gone.length).toBeGreaterThan(0)
    expect(gone.length).toBeLessThan(people)
  })

  it('have, in the demo, the people whom the demo LMS launches, and rules that the role map understands', () => {
    const people = new Map([...makeDemoDistrict().records('people')].map((person) => [person.sourcedId, person]))
    const cast = ['coach', 'coach-2', 'teacher', 'teacher-2', 'principal', 'admin', 'billing', 'student']
    for (const name of cast) expect(people.has(`demo-${name}`)).toBe(true)
    expect(people.size).toBe(341)
    expect(readRoleMap(roleMap)).toHaveProperty('map')
  })
})
