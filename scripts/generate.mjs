/**
 * Writes the Prisma client into src/generated/prisma. Needs no network: Prisma wants its schema engine even where it
 * doesn't use it, so it is shown any executable. Plain JavaScript, so that it runs on the Node that npm itself runs on.
 *
 * Made in a folder beside and swapped in, so that who reads the old client meanwhile isn't disturbed; a second
 * generation at the same time waits for nobody, the last one wins.
 */

import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const generated = join(root, 'src', 'generated')
const target = join(generated, 'prisma')
const workbench = join(generated, `.making-${process.pid}`)
const schemaCopy = join(workbench, 'schema.prisma')

function generate() {
  mkdirSync(workbench, { recursive: true })
  const schema = readFileSync(join(root, 'prisma', 'schema.prisma'), 'utf8')
  const retargeted = schema.replace(/output\s*=\s*"[^"]*"/, 'output = "./prisma"')
  writeFileSync(schemaCopy, retargeted)
  const cli = createRequire(join(root, 'package.json')).resolve('prisma/build/index.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate', '--schema', schemaCopy], {
    cwd: root,
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The Prisma client could not be generated:\n${stdout}${stderr}`)
}

function swapIn() {
  try {
    renameSync(target, join(workbench, 'replaced'))
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  renameSync(join(workbench, 'prisma'), target)
}

try {
  generate()
  swapIn()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  rmSync(workbench, { recursive: true, force: true })
}
