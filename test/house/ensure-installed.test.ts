/** A checkout sets itself up: what is missing, once, and without a word where nothing is. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plantScripts, type ScriptTree } from './script-tree.ts'

const LOCK = JSON.stringify({ packages: { '': {}, 'node_modules/one': { version: '1.0.0' } } })
const OTHER_LOCK = JSON.stringify({ packages: { '': {}, 'node_modules/one': { version: '2.0.0' } } })
/** An npm that notes how it was called and brings a Node 24 along. */
const NPM = `echo "npm $*" >> "$ROOT/calls"
mkdir -p "$ROOT/node_modules/node/bin"
printf '#!/bin/sh\\n[ "$1" = --version ] && echo v24.1.0 && exit\\necho "node $*" >> "$ROOT/calls"\\nmkdir -p "$ROOT/src/generated/prisma" "$ROOT/dist/ui"\\ntouch "$ROOT/src/generated/prisma/client.ts" "$ROOT/dist/ui/index.html"\\n' > "$ROOT/node_modules/node/bin/node"
chmod +x "$ROOT/node_modules/node/bin/node"`
const INSTALL = 'npm ci --no-audit --no-fund --loglevel=error --include=dev'
const GENERATE = 'node scripts/generate.mjs'
const BUILD = 'node node_modules/vite/bin/vite.js build --logLevel warn'

describe('setting a checkout up', () => {
  let tree: ScriptTree

  beforeEach(() => {
    tree = plantScripts(['ensure-installed.mjs'], {
      'package-lock.json': LOCK,
      'prisma/schema.prisma': 'model One {}',
      'src/ui/main.tsx': 'export const page = 1\n',
      'vite.config.ts': '',
      'tsconfig.json': '{}',
    })
    tree.pretend('bin/npm', NPM)
  })

  afterEach(() => {
    tree.remove()
  })

  function callsSince(): string[] {
    const path = join(tree.root, 'calls')
    const calls = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').filter(Boolean) : []
    tree.write('calls', '')
    return calls
  }

  it('installs, writes the client and builds the pages in an empty clone, all of it said on standard error', async () => {
    const outcome = await tree.run('ensure-installed.mjs', ['--build'])
    expect(outcome).toMatchObject({ code: 0, stdout: '' })
    expect(outcome.stderr).toContain('npm ci')
    expect(callsSince()).toEqual([INSTALL, GENERATE, BUILD])
  })

  it('does nothing and says nothing the second time', async () => {
    await tree.run('ensure-installed.mjs', ['--build'])
    callsSince()
    expect(await tree.run('ensure-installed.mjs', ['--build'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(callsSince()).toEqual([])
  })

  it('leaves the pages alone where nobody asked for them', async () => {
    await tree.run('ensure-installed.mjs')
    expect(callsSince()).toEqual([INSTALL, GENERATE])
  })

  it('installs again when the lock changes', async () => {
    await tree.run('ensure-installed.mjs')
    callsSince()
    tree.write('package-lock.json', OTHER_LOCK)
    await tree.run('ensure-installed.mjs')
    expect(callsSince()).toContain(INSTALL)
  })

  it('writes the client again when the schema changes, and builds again when a page does', async () => {
    await tree.run('ensure-installed.mjs', ['--build'])
    callsSince()
    tree.write('prisma/schema.prisma', 'model Two {}')
    tree.write('src/ui/main.tsx', 'export const page = 2\n')
    await tree.run('ensure-installed.mjs', ['--build'])
    expect(callsSince()).toEqual([GENERATE, BUILD])
  })

  it('accepts packages that somebody installed by hand', async () => {
    await tree.run('ensure-installed.mjs')
    tree.write('node_modules/.staffroom-packages', '')
    tree.write('node_modules/.package-lock.json', LOCK)
    callsSince()
    await tree.run('ensure-installed.mjs')
    expect(callsSince()).toEqual([])
  })

  it('does not accept them when a version differs', async () => {
    await tree.run('ensure-installed.mjs')
    tree.write('node_modules/.staffroom-packages', '')
    tree.write('node_modules/.package-lock.json', OTHER_LOCK)
    callsSince()
    await tree.run('ensure-installed.mjs')
    expect(callsSince()).toEqual([INSTALL])
  })

  it('fails and says where to look when npm cannot install', async () => {
    tree.pretend('bin/npm', 'exit 7')
    const outcome = await tree.run('ensure-installed.mjs')
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain('npm ping')
  })

  it('says how to get Node 24 where install scripts are off and the machine has an older one', async () => {
    tree.pretend('bin/npm', 'echo "npm $*" >> "$ROOT/calls"; mkdir -p "$ROOT/node_modules"')
    tree.pretend('bin/node', 'echo v20.20.2')
    const outcome = await tree.run('ensure-installed.mjs')
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain('npm rebuild node --ignore-scripts=false')
    expect(callsSince().at(-1)).toMatch(/^npm rebuild node --ignore-scripts=false/)
  })

  it('tries again after a failure instead of taking it for done', async () => {
    tree.pretend('bin/npm', 'exit 7')
    await tree.run('ensure-installed.mjs')
    tree.pretend('bin/npm', NPM)
    expect((await tree.run('ensure-installed.mjs')).code).toBe(0)
    expect(callsSince()).toEqual([INSTALL, GENERATE])
  })

  it('installs once when two commands start together', async () => {
    tree.pretend('bin/npm', `sleep 1\n${NPM}`)
    const outcomes = await Promise.all([tree.run('ensure-installed.mjs'), tree.run('ensure-installed.mjs')])
    expect(outcomes.map((outcome) => outcome.code)).toEqual([0, 0])
    expect(callsSince()).toEqual([INSTALL, GENERATE])
  })
})
