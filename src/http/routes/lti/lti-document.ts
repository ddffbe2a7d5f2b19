/** The plain document around the pages of a login and a launch: they come before the app, and need nothing of it. */

export interface LtiDocument {
  readonly title: string
  /** HTML: whatever is put into it has been escaped. */
  readonly body: string
  readonly nonce: string
  /** Where the page goes by itself, and when. */
  readonly repeat?: { readonly path: string; readonly seconds: number }
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2433; --soft: #55607a; --paper: #fff; --line: #dfe3ec; --accent: #2456c7; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf3; --soft: #a9b2c7; --paper: #171b24; --line: #333b4d; --accent: #8fb2ff; --on: #10141c } }
* { box-sizing: border-box }
body { margin: 0; padding: 2rem 1.25rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { max-width: 34rem; margin: 0 auto }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem }
p { margin: 0 0 1.25rem }
a, button { display: inline-block; padding: .7rem 1.2rem; border: 0; border-radius: .5rem; background: var(--accent); color: var(--on); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer }
a:focus-visible, button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
.waiting { color: var(--soft) }
dl { margin: 2rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem }
dd { margin: 0; overflow-wrap: anywhere }
`

/** A whole HTML document. */
export function renderLtiDocument({ title, body, nonce, repeat }: LtiDocument): string {
  const refresh =
    repeat === undefined
      ? ''
      : `\n<meta http-equiv="refresh" content="${repeat.seconds};url=${escapeHtml(repeat.path)}">`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${refresh}
<title>${escapeHtml(title)}</title>
<style nonce="${escapeHtml(nonce)}">${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

/** Text as it may stand in HTML and in a quoted attribute. */
export function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
