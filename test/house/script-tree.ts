/** Scripts of the house in a tree of their own, with programs that pretend, so that what they decide can be watched. */

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { plantTree, type PlantedTree } from './planted-tree.ts'

const SCRIPTS = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'scripts')

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface ScriptTree {
  readonly root: string
  /** Runs a script of the tree with the pretended programs first in the path, and with this environment on top. */
  run(script: string, args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Outcome>
  write(path: string, content: string): void
  /** Writes an executable shell script. */
  pretend(path: string, body: string): void
  remove(): void
}

/** A tree with these scripts of ours and these files; `bin/` in it comes first in the path. */
export function plantScripts(scripts: readonly string[], files: Readonly<Record<string, string>>): ScriptTree {
  const tree: PlantedTree = plantTree(files, { installed: [], development: [], undeclared: [] })
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(tree.root, path)), { recursive: true })
    writeFileSync(join(tree.root, path), content)
  }
  mkdirSync(join(tree.root, 'scripts'), { recursive: true })
  mkdirSync(join(tree.root, 'bin'), { recursive: true })
  for (const script of scripts) copyFileSync(join(SCRIPTS, script), join(tree.root, 'scripts', script))
  return {
    root: tree.root,
    write,
    run: (script, args = [], env = {}) => outcomeOf(spawnIn(tree.root, [join('scripts', script), ...args], env)),
    pretend: (path, body) => {
      write(path, `#!/bin/sh\n${body}\n`)
      chmodSync(join(tree.root, path), 0o755)
    },
    remove: () => {
      tree.remove()
    },
  }
}

function spawnIn(root: string, args: readonly string[], own: Readonly<Record<string, string>>): ChildProcess {
  const env = { ...process.env, PATH: `${join(root, 'bin')}:/usr/bin:/bin`, ROOT: root, STAFFROOM_BROWSER: '', ...own }
  return spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  if (child.stdout === null || child.stderr === null) throw new Error('The script was started without pipes.')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, stdout, stderr }
}
