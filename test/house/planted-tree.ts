/** A small tree of its own in a temporary folder, to plant faults in that the real one must never have. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface PlantedTree {
  readonly root: string
  remove(): void
}

/**
 * Writes the files (path → text) and an empty package for each library under `node_modules`.
 * `devLibraries` are declared as devDependencies, the others as dependencies; `undeclared` ones are only there.
 */
export function plantTree(
  files: Readonly<Record<string, string>>,
  libraries: { installed: readonly string[]; development: readonly string[]; undeclared: readonly string[] },
): PlantedTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'staffroom-planted-')))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const manifest = {
    name: 'planted',
    type: 'module',
    dependencies: versions(libraries.installed),
    devDependencies: versions(libraries.development),
  }
  write('package.json', JSON.stringify(manifest))
  for (const name of [...libraries.installed, ...libraries.development, ...libraries.undeclared]) {
    write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }),
    )
    write(`node_modules/${name}/index.js`, 'export const planted = 1\n')
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}

function versions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '1.0.0']))
}
