import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { sql } from '../../src/store/sql.ts'

test.each(['no_such_statement', '../sql', 'find_x.sql', ''])(
  'a statement %j that is not there is a bug, told by its name',
  (name) => {
    expect(() => sql(name)).toThrow(expect.objectContaining({ code: 'SQL_UNKNOWN', disposition: 'bug' }))
  },
)

test('every statement of src/store is one, named by what it does, and no two have one name', () => {
  const paths = readdirSync(join(findPackageRoot(), 'src', 'store'), { recursive: true, encoding: 'utf8' })
  const files = paths.filter((path) => path.endsWith('.sql')).map((path) => basename(path))
  expect(files.length).toBeGreaterThan(0)
  expect(files.filter((file, at) => files.indexOf(file) !== at)).toEqual([])
  expect(files.filter((file) => !/^[a-z]+(_[a-z0-9]+)+\.sql$/.test(file))).toEqual([])
  for (const file of files) {
    const code = sql(file.replace('.sql', '')).replaceAll(/--.*|'(?:[^']|'')*'|\$\$.*?\$\$/gs, '')
    expect(code.trim().replace(/;$/, ''), file).not.toContain(';')
    expect(code, `a part of ${file} that was not filled in`).not.toContain('{{+')
  }
})
