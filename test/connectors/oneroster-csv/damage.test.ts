import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import { Failure } from '../../../src/roster/failure.ts'
import { draftFiles } from '../../contract/districts/dialect.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { bytesOf } from '../../contract/districts/draft.ts'
import { completeTables, readAll } from '../../contract/read-all.ts'

/**
 * The promise behind every retirement: when a table is called complete, everybody who stands in the file has been
 * seen, as a record or in quarantine, whatever was done to the file.
 */

let folder = ''
let users = ''
const district = makeDistrict({ ...PRESETS.tiny, schools: 1 })
const ids = [...district.records('people')].map((person) => person.sourcedId)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damage-'))
  for (const file of draftFiles(district, '1.1')) {
    const text = Buffer.concat([...bytesOf(file)])
    await writeFile(join(folder, file.name), text)
    if (file.name === 'users.csv') users = text.toString('utf8')
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Damage {
  readonly at: number
  readonly insert: string
  readonly remove: number
}

/** Damage in the header or in an id is another matter: then the file says something else, soundly. */
function isInAnId(text: string, { at, remove }: Damage): boolean {
  const end = at + Math.max(remove, 1)
  if (at < text.indexOf('\n') + 1) return true
  for (let line = text.lastIndexOf('\n', at) + 1; line > 0 && line <= end; line = text.indexOf('\n', line) + 1) {
    const idEnd = text.indexOf(',', line)
    if (at <= idEnd && end > line) return true
    if (text.indexOf('\n', line) === -1) break
  }
  return false
}

function applied(text: string, { at, insert, remove }: Damage): string {
  return text.slice(0, at) + insert + text.slice(at + remove)
}

it('accounts for everybody, or proves nothing, whatever marks are put in or taken out', async () => {
  const damage = fc.record({
    at: fc.nat({ max: 5000 }),
    insert: fc.constantFrom('', '"', '""', ',', '\n', '\r', '\r\n', '",', ',"', '\0', '"\n'),
    remove: fc.constantFrom(0, 0, 1, 2, 5),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
      let text = users
      for (const each of damages) {
        const within = { ...each, at: each.at % text.length }
        if (!isInAnId(text, within)) text = applied(text, within)
      }
      await writeFile(join(folder, 'users.csv'), text)
      const heard = await readAll(oneRosterCsv, { path: folder })
      if (heard.error !== null) expect(heard.error).toBeInstanceOf(Failure)
      if (!completeTables(heard).includes('people')) return
      const seen = new Set([
        ...heard.records.people.map((person) => person.sourcedId),
        ...heard.quarantined.map((row) => row.sourcedId),
      ])
      expect(ids.filter((id) => !seen.has(id))).toEqual([])
    }),
    { numRuns: 400 },
  )
})
