/** The two permission files as rows. */

import { readFileSync } from 'node:fs'

export interface PermissionRow {
  readonly id: string
  readonly role: string
  readonly action: string
  readonly resource: string
  readonly scope: string
  readonly effect: string
  readonly condition: string
  readonly basis: string
  readonly restriction: string
  readonly note: string
}

const FILES = ['permissions.csv', 'permissions-own.csv']

export function readPermissionRows(): readonly PermissionRow[] {
  return FILES.flatMap((file) => parse(readFileSync(new URL(`../../config/${file}`, import.meta.url), 'utf8')))
}

function parse(text: string): PermissionRow[] {
  const [header = [], ...rows] = splitRows(text)
  return rows.map((row) => {
    const fields = Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']))
    const field = (name: string): string => fields[name] ?? ''
    return {
      id: field('id'),
      role: field('role'),
      action: field('action'),
      resource: field('resource'),
      scope: field('scope'),
      effect: field('effect'),
      condition: field('condition'),
      basis: field('basis'),
      restriction: field('restriction'),
      note: field('note'),
    }
  })
}

function splitRows(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end !== ',' && end !== '') rows.push([])
    if (end === '') break
  }
  return rows.filter((row) => row.length > 1)
}
