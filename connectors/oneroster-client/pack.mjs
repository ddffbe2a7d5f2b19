/**
 * Makes the folder one that `npm pack` can pack, and undoes that afterwards. In the repository the exports lead to the
 * TypeScript, which Node runs as it is; below `node_modules` it doesn't, so in the package they lead to what was compiled.
 *   node pack.mjs           after compiling into dist
 *   node pack.mjs --undo    before compiling, and after packing
 */

import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const at = (path) => new URL(path, import.meta.url)
const MANIFEST = at('package.json')
/** Where the manifest is kept meanwhile. Whatever is there was left by a packing that broke off. */
const KEPT = at('dist/package.kept.json')
const LICENCE = at('LICENSE')

function undo() {
  if (existsSync(KEPT)) copyFileSync(KEPT, MANIFEST)
  rmSync(LICENCE, { force: true })
  rmSync(at('dist'), { recursive: true, force: true })
}

function prepare() {
  // Declarations name the sources they were made of; not everybody's compiler looks behind that name.
  for (const name of readdirSync(at('dist/')).filter((each) => each.endsWith('.d.ts'))) {
    const file = at(`dist/${name}`)
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replaceAll(/((?:from|import\()\s*['"]\.\/[^'"]+)\.ts(['"])/g, '$1.js$2'),
    )
  }
  copyFileSync(MANIFEST, KEPT)
  copyFileSync(at('../../LICENSE'), LICENCE)
  const { scripts: _ours, ...manifest } = JSON.parse(readFileSync(MANIFEST, 'utf8'))
  const exports = Object.fromEntries(
    Object.entries(manifest.exports).map(([name, target]) => [
      name,
      typeof target === 'string' ? target : packed(target),
    ]),
  )
  writeFileSync(MANIFEST, `${JSON.stringify({ ...manifest, exports }, null, 2)}\n`)
}

function packed({ default: source }) {
  const stem = source.replace(/^\.\/(.+)\.ts$/, './dist/$1')
  return { types: `${stem}.d.ts`, default: `${stem}.js` }
}

if (process.argv.includes('--undo')) undo()
else prepare()
