/**
 * `npm run dev`: the demo with a server that restarts when its code changes and pages that are built again when theirs
 * do. One Ctrl-C ends both.
 */

import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const VITE = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')

// A process group of its own each: Ctrl-C reaches only this script, which then ends them in order.
const start = (...args) =>
  spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
const children = [
  start(
    '--watch',
    '--watch-preserve-output',
    join('src', 'main.ts'),
    ...(process.argv.length > 2 ? process.argv.slice(2) : ['demo']),
  ),
  start(VITE, 'build', '--watch', '--logLevel', 'warn'),
]

const isRunning = (child) => child.pid !== undefined && child.exitCode === null && child.signalCode === null

let isStopping = false
function stop() {
  if (isStopping) return
  isStopping = true
  for (const child of children.filter(isRunning)) process.kill(-Number(child.pid), 'SIGTERM')
}

// Node ends by itself once both have ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
for (const child of children) child.once('exit', stop)
