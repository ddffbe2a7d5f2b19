/** The pages over a fake backend, in a real browser: one of each for all tests of a file. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type FakeBackend, openFakeBackend } from './fake-backend.ts'
import { openPage } from './looks.ts'
import type { Persona } from './personas.ts'
import { type ServedApp, serveApp } from './served-app.ts'

export interface OpenedPages {
  readonly backend: FakeBackend
  readonly app: ServedApp
  readonly browser: Browser
  /** Opens a page at an address of the application, in a window this many pixels wide. */
  readonly open: (address: string, width?: number) => Promise<OpenedPage>
}

export interface OpenedPage {
  readonly page: Page
  /** Closes it, and finds that nothing went wrong in it: no exception, no refused style, no call outside the contract. */
  readonly close: () => Promise<void>
}

/** Call it outside any test; hooks after it find the browser and the served pages ready. */
export function useOpenedPages(): OpenedPages {
  const backend = openFakeBackend()
  const open = async (address: string, width = 1280): Promise<OpenedPage> => {
    const { page, faults, context } = await openPage(pages.browser, { width, scheme: 'light' })
    await page.goto(pages.app.origin + address)
    const close = async () => {
      await context.close()
      expect(faults).toEqual([])
      expect(backend.breaches).toEqual([])
    }
    return { page, close }
  }
  const pages = { backend, open } as OpenedPages
  beforeAll(async () => {
    const [app, browser] = await Promise.all([serveApp(backend), openBrowser()])
    Object.assign(pages, { app, browser })
  })
  afterAll(async () => {
    await pages.browser.close()
    await pages.app.close()
  })
  return pages
}

/** Where a launch of this person ends up: their first page, or the one that `hash` names. */
export function launchOf(who: Persona, hash = ''): string {
  return `/lti/launch?code=${who}${hash}`
}
