/**
 * Whether this tab is answering: it goes on after it was loaded anew. Another tab asks who one is first, because the next
 * class uses the same device.
 */

const KEY = 'staffroom-answers'

export function answersHere(): boolean {
  try {
    return window.sessionStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

export function setAnswersHere(here: boolean): void {
  try {
    if (here) window.sessionStorage.setItem(KEY, 'yes')
    else window.sessionStorage.removeItem(KEY)
  } catch {
    // A browser that keeps nothing: the code is typed again.
  }
}
