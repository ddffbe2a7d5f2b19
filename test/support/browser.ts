/** A real browser for tests: Debian's Chromium, else the one inside an npm package, else a word on how to get one. */

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface BrowserOptions {
  /** Switches of the browser's own, for a test of what it does when it is set otherwise. */
  readonly switches?: readonly string[]
}

/**
 * Starts a headless browser; close it in `afterAll`. Third-party cookies are blocked, whatever the build's default.
 * @throws Error with the command that installs one, where there is none
 */
export async function openBrowser({ switches = [] }: BrowserOptions = {}): Promise<Browser> {
  const executablePath = await findExecutable()
  return chromium.launch({
    executablePath,
    args: [...QUIET, ...sandbox(), '--test-third-party-cookie-phaseout', ...switches],
  })
}

/** A browser with a profile of its own, as its user has set it. */
export interface ProfiledBrowser {
  readonly newPage: () => Promise<Page>
  readonly close: () => Promise<void>
}

/**
 * Starts a headless browser whose user has set `preferences` (as Chromium's file of that name has them): what it does
 * with cookies, for instance. Third-party cookies are as the preferences say.
 * @throws Error with the command that installs one, where there is none
 */
export async function openProfile(preferences: object): Promise<ProfiledBrowser> {
  const executablePath = await findExecutable()
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-profile-'))
  mkdirSync(join(folder, 'Default'))
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences))
  const context = await chromium.launchPersistentContext(folder, { executablePath, args: [...QUIET, ...sandbox()] })
  return {
    newPage: () => context.newPage(),
    close: async () => {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// The sandbox can't be set up by root, as tests run in containers.
function sandbox(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

async function findExecutable(): Promise<string> {
  const installed = [process.env['CHROMIUM'], ...INSTALLED].find((path) => path !== undefined && existsSync(path))
  if (installed !== undefined) return installed
  try {
    // Its program only: its default arguments switch web security off.
    const { default: packaged } = await import('@sparticuz/chromium')
    return await packaged.executablePath()
  } catch (cause) {
    throw new Error('There is no browser for the tests. Install one: sudo apt-get install --yes chromium', { cause })
  }
}
