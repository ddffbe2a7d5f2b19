/** Writes docs/generated anew: `npm run generate:docs`. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderPages } from './reference/pages.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'docs', 'generated')

const pages = await renderPages(root)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const [name, text] of pages) writeFileSync(join(folder, name), text)
process.stderr.write(`staffroom: wrote ${pages.size} pages to docs/generated\n`)
