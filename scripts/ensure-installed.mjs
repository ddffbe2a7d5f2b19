/**
 * Makes a checkout ready to run: installs the packages of the lock, sees to Node 24, writes the Prisma client and,
 * with --build, the pages. Does only what is missing and says so on standard error; silent when nothing is.
 *
 * Plain JavaScript without a dependency, because npm runs it on whatever Node the machine has (20 or newer).
 */

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = realpathSync(dirname(dirname(fileURLToPath(import.meta.url))))
const NODE_MAJOR = 24
const OWN_NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node')

/** A reason to stop that a person can act on; anything else that throws is a fault of this script. */
class SetupProblem extends Error {}

const say = (line) => process.stderr.write(`staffroom: ${line}\n`)
const read = (...path) => readFileSync(join(ROOT, ...path), 'utf8')
const sha256 = (text) => createHash('sha256').update(text).digest('hex')

/** What a stamp says of the work that was done last; empty when it never was. */
function stamped(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function stamp(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** Runs a command with all its output on standard error; resolves to its exit code. */
function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1))
  })
}

/** The regular files under a folder, sorted; hidden ones left out. */
function filesUnder(folder) {
  if (!existsSync(join(ROOT, folder))) return []
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .toSorted()
}

function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

const packagesStamp = join(ROOT, 'node_modules', '.staffroom-packages')

/** The packages that belong on this machine: the lock, the platform, and whether the machine can run them. */
function packagesWanted() {
  return `${sha256(read('package-lock.json'))} ${process.platform} ${process.arch}\n`
}

/** True when a plain `npm ci` has already put in place what the lock says, without our stamp. */
function isInstalledByHand() {
  const hidden = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const wanted = JSON.parse(read('package-lock.json')).packages
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const isInPlace = ([path, entry]) => there[path]?.version === entry.version || (entry.optional && !there[path])
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.link || isInPlace([path, entry]))
}

async function installPackages() {
  const wanted = packagesWanted()
  if (stamped(packagesStamp) === wanted) return
  if (!isInstalledByHand()) {
    say('installing the packages of package-lock.json (npm ci); the first time takes a minute or two …')
    const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'])
    if (code !== 0) {
      throw new SetupProblem(
        'npm ci failed, see its message above. Often the registry cannot be reached: check `npm ping`, and proxy or registry in `npm config list`; then run the same command again.',
      )
    }
  }
  await ensureNode()
  stamp(packagesStamp, wanted)
}

function majorOf(binary) {
  const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0)
}

/** Node 24 comes as the package `node`, whose binary is fetched by an install script. */
async function ensureNode() {
  if (existsSync(OWN_NODE) && majorOf(OWN_NODE) === NODE_MAJOR) return
  say('Node 24 is not in node_modules: install scripts were off. Trying once more with them on …')
  await run('npm', ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts', '--loglevel=error'])
  if (existsSync(OWN_NODE) && majorOf(OWN_NODE) === NODE_MAJOR) return
  if (majorOf('node') >= NODE_MAJOR) return
  throw new SetupProblem(
    `Staffroom runs on Node ${NODE_MAJOR}; this machine has ${process.version} and the package \`node\` could not bring its own. Either allow its install script:\n` +
      '  npm rebuild node --ignore-scripts=false\nor install Node 24 (https://nodejs.org) and run the same command again.',
  )
}

const clientStamp = join(ROOT, 'src', 'generated', '.staffroom-schema')

async function generateClient() {
  const wanted = `${sha256(read('prisma', 'schema.prisma'))} ${sha256(read('package-lock.json'))}\n`
  const isThere = existsSync(join(ROOT, 'src', 'generated', 'prisma', 'client.ts'))
  if (isThere && stamped(clientStamp) === wanted) return
  say('writing the Prisma client …')
  if ((await run(node(), ['scripts/generate.mjs'])) !== 0) {
    throw new SetupProblem('The Prisma client could not be written; the message above says why (prisma/schema.prisma).')
  }
  stamp(clientStamp, wanted)
}

const pagesStamp = join(ROOT, 'dist', '.staffroom-pages')

async function buildPages() {
  const single = ['vite.config.ts', 'package-lock.json', 'tsconfig.json'].map((path) => join(ROOT, path))
  const wanted = `${fingerprint([...filesUnder('src/ui'), ...filesUnder('src/http/contract'), ...single])}\n`
  if (existsSync(join(ROOT, 'dist', 'ui', 'index.html')) && stamped(pagesStamp) === wanted) return
  say('building the pages …')
  if ((await run(node(), ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])) !== 0) {
    throw new SetupProblem('The pages could not be built; the message above names the file in src/ui.')
  }
  stamp(pagesStamp, wanted)
}

function node() {
  return existsSync(OWN_NODE) ? OWN_NODE : 'node'
}

/** One at a time per checkout: two commands started together must not install into the same folder. */
async function alone(work) {
  const lock = join(tmpdir(), `staffroom-setup-${sha256(ROOT).slice(0, 16)}`)
  let isWaiting = false
  while (!takeLock(lock)) {
    if (!isWaiting) say('another command is setting this checkout up; waiting for it …')
    isWaiting = true
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

/** The lock is a file with its holder's process id; the lock of a process that is gone is taken away. */
function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = Number(stamped(lock))
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true })
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}

async function main() {
  const steps = [installPackages, generateClient, ...(process.argv.includes('--build') ? [buildPages] : [])]
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupProblem(`Node ${process.version} is too old even to set up; install Node 20 or newer (24 is best).`)
  }
  await alone(async () => {
    for (const step of steps) await step()
  })
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.once(signal, () => process.exit(code))

try {
  await main()
} catch (error) {
  say(error instanceof SetupProblem ? error.message : error.stack)
  process.exitCode = 1
}
