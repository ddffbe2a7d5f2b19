/** What is one e-mail address: nothing that a mail server, or who sends, could read as two. Pure. */

const LENGTH_MAX = 254

/** Whether the text is one address and nothing else. */
export function isMailAddress(text: string): boolean {
  return text.length <= LENGTH_MAX && /^[^\s@,;<>]+@[^\s@,;<>]+$/u.test(text)
}
