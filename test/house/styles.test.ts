/** A component of the library without its stylesheet stands on the page as bare text: whoever uses one brings the sheet. */

import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const SHEETS = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles/Button.css'))
const LIBRARY = /@import '@mantine\/core\/styles\/(\w+)\.css'/g
/** Components that are made of others and have no sheet of their own name, with those that they need. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  Checkbox: ['Checkbox', 'InlineInput'],
  Radio: ['Radio', 'InlineInput'],
  Switch: ['Switch', 'InlineInput'],
}

function sheetsOf(css: string): readonly string[] {
  return [...readFileSync(css, 'utf8').matchAll(LIBRARY)].map(([, name = '']) => name)
}

/** Sheets that a module brings: by its own imports, and by those of the style files that it imports. */
function broughtBy(file: string): ReadonlySet<string> {
  const imports = [...readFileSync(file, 'utf8').matchAll(/^import '([^']+\.css)'$/gm)].map(([, path = '']) => path)
  return new Set(
    imports.flatMap((path) =>
      path.startsWith('.') ? sheetsOf(join(dirname(file), path)) : (/styles\/(\w+)\.css$/.exec(path)?.[1] ?? []),
    ),
  )
}

function usedBy(file: string): readonly string[] {
  const [, names = ''] = /^import \{([^}]*)\} from '@mantine\/core'/m.exec(readFileSync(file, 'utf8')) ?? []
  return names.split(',').map((name) => name.trim())
}

const EVERYWHERE = new Set(sheetsOf('src/ui/styles/mantine.css'))

describe('the components of the library', () => {
  it('have their stylesheet wherever they are used', () => {
    const bare = globSync('src/ui/**/*.tsx').flatMap((file) => {
      const brought = broughtBy(file)
      return usedBy(file)
        .flatMap((name) => NEEDS[name] ?? (existsSync(join(SHEETS, `${name}.css`)) ? [name] : []))
        .filter((name) => !EVERYWHERE.has(name) && !brought.has(name))
        .map((name) => `${file}: ${name}.css`)
    })
    expect(bare.toSorted()).toEqual([])
  })
})
