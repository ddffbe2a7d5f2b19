/** Writes the pages of the reference: a head that says where a page comes from, and tables. */

/** A page that is made from the code; whoever edits it by hand is told where to edit instead. */
export function page(title: string, says: string, parts: readonly string[]): string {
  const head = [
    `# ${title}`,
    '<!-- Made by "npm run generate:docs" from the code. Do not edit by hand: a test compares. -->',
    says,
  ]
  return `${[...head, ...parts].join('\n\n')}\n`
}

/** A table. Cells may hold Markdown; line breaks and bars in them are made harmless. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

export function code(text: string): string {
  return `\`${text}\``
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')
}
