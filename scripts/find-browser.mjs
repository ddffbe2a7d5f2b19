/** Finds the Chromium that browser tests run in: the machine's own, else the one inside a package, else says how to get one. */

import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const REMEDY =
  'No Chromium was found that starts on this machine, so the pages cannot be tested. Install one, for example\n' +
  '  apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation\n' +
  'or name one that is there: STAFFROOM_BROWSER=/path/to/chromium npm test'

/** True when the program starts and says its version; a browser that lacks system libraries does not. */
async function starts(path) {
  try {
    await access(path, constants.X_OK)
    await promisify(execFile)(path, ['--version'], { timeout: 20_000 })
    return true
  } catch {
    return false
  }
}

/** Where the package unpacks its browser to; null where it has none for this platform. */
async function packagedPath() {
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } catch {
    return null
  }
}

export async function findBrowser() {
  const named = process.env['STAFFROOM_BROWSER']
  if (named !== undefined && named !== '') {
    if (await starts(named)) return { path: named, remedy: null }
    return { path: null, remedy: `STAFFROOM_BROWSER names ${named}, which does not start. ${REMEDY}` }
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder))
  for (const path of [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES]) {
    if (await starts(path)) return { path, remedy: null }
  }
  const packaged = await packagedPath()
  if (packaged !== null && (await starts(packaged))) return { path: packaged, remedy: null }
  return { path: null, remedy: REMEDY }
}
