/** The app's one page: the built index.html with the nonce of this answer, after a launch its single-use code, else whether the browser has a session's cookie. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../roster/failure.ts'

const NONCE_WORD = '__STAFFROOM_NONCE__'
const LAUNCH_CODE_WORD = '__STAFFROOM_LAUNCH_CODE__'
const COOKIE_WORD = '__STAFFROOM_COOKIE__'

export interface ShellOptions {
  readonly nonce: string
  readonly launchCode?: string
  readonly hasCookie?: boolean
}

export type RenderShell = (options: ShellOptions) => string

/**
 * Reads the page once.
 * @throws Failure UI_NOT_BUILT where the folder has no index.html
 */
export function openShell(uiFolder: string): RenderShell {
  const page = readPage(uiFolder)
  return ({ nonce, launchCode, hasCookie }) =>
    page
      .replaceAll(NONCE_WORD, safe(nonce))
      .replaceAll(LAUNCH_CODE_WORD, safe(launchCode ?? ''))
      .replaceAll(COOKIE_WORD, hasCookie === true ? 'kept' : '')
}

function readPage(uiFolder: string): string {
  try {
    return readFileSync(join(uiFolder, 'index.html'), 'utf8')
  } catch (cause) {
    throw new Failure(
      'UI_NOT_BUILT',
      'operator',
      `The pages of the app are not in ${uiFolder}. Build them with: npm run build:ui`,
      { cause },
    )
  }
}

/** Both are ours and of this alphabet; anything else doesn't belong into the page. */
function safe(word: string): string {
  if (/^[A-Za-z0-9_+/=.-]*$/.test(word)) return word
  throw new Error('A nonce or launch code has characters that it cannot have.')
}
