import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connectors } from '../../connectors/index.ts'

const root = new URL('../../', import.meta.url).pathname
const folders = readdirSync(join(root, 'connectors'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'connectors', entry.name, 'connector.ts')))
  .map((entry) => entry.name)

describe('the list of connectors', () => {
  it('holds every connector that has a folder, and nothing else', () => {
    expect(connectors.map((connector) => connector.name).toSorted()).toEqual(folders.toSorted())
    expect(folders.length).toBeGreaterThan(0)
  })

  it.each(folders)('%s keeps the contract: its test calls the suite with it', (name) => {
    const test = join(root, 'test/connectors', name, 'contract.test.ts')
    expect(existsSync(test)).toBe(true)
    const text = readFileSync(test, 'utf8')
    const imported = new RegExp(`^import \\{ (\\w+) \\} from '[./]+/connectors/${name}/connector\\.ts'$`, 'm').exec(
      text,
    )?.[1]
    expect(imported).toBeDefined()
    expect(text).toMatch(new RegExp(`^describeConnectorContract\\(\\s*${imported},`, 'm'))
  })

  it.each(folders)('%s says in a README how it is set up', (name) => {
    expect(readFileSync(join(root, 'connectors', name, 'README.md'), 'utf8').length).toBeGreaterThan(500)
  })
})
