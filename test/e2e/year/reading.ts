/** Reading reports: on the page, as a file that is opened, and what somebody is told who may not. */

import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { readPdf } from '../../http/report-file.ts'
import type { PdfRead } from '../../http/report-file.ts'
import type { Sheet } from './answers.ts'
import { count, partsOf, SCALED } from './answers.ts'
import { goTo } from './stage.ts'

/** A line of a report’s table, by the name of its column. */
export type Row = Readonly<Record<string, string>>

async function download(page: Page, button: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  return readFile(await file.path())
}

/** Opens a report and waits until it is there. */
export async function openReport(page: Page, hash: string): Promise<void> {
  await goTo(page, hash)
  await page.getByRole('heading', { name: 'Question by question' }).waitFor()
}

/** Saves the report that the page shows as a table, and reads it. */
export async function readTable(page: Page): Promise<readonly Row[]> {
  const [head = [], ...rows] = parse((await download(page, 'Save as CSV')).toString('utf8').replace(/^\uFEFF/, ''))
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])))
}

/** Saves it as PDF, and reads that. */
export async function readFilePrinted(page: Page): Promise<PdfRead> {
  return readPdf(new Uint8Array(await download(page, 'Save as PDF')))
}

/** Comma-separated lines, each field in quotes or not. */
function parse(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ',' && end !== '') lines.push([])
  }
  return lines.filter((line) => line.length > 1)
}

interface CountedClass {
  readonly sheets: readonly Sheet[]
  /** Questions that the report splits by how students describe themselves. */
  readonly split: ReadonlySet<string>
}

/** Finds every figure of a cycle to be what these classes answered together, counted again. */
export function expectCounted(rows: readonly Row[], startsOn: string, classes: readonly CountedClass[]): void {
  const cycle = rows.filter((row) => row['From'] === startsOn && row['Question'] !== '')
  let compared = 0
  for (const [id, text] of SCALED) {
    const told = cycle.find((row) => row['Question'] === text && row['Group'] === '')
    const parts = classes.flatMap(({ sheets, split }) => partsOf(sheets, id, split.has(id) ? 'gender' : null))
    const { people, percent } = count(parts, id)
    expect(told?.['People'], text).toBe(String(people))
    if (percent === null) expect(told?.['Note'], text).not.toBe('not told')
    else if (told?.['Note'] === '') {
      expect(Number(told['Per cent']), text).toBe(percent)
      compared += 1
    } else {
      expect(told?.['Note'], text).toMatch(/in steps of ten|or less|or more/)
      expect(Math.abs(Number(told?.['Per cent']) - percent), text).toBeLessThanOrEqual(10)
    }
  }
  const isCoarse = cycle.some((row) => row['Note']?.includes('steps of ten'))
  expect(compared, 'figures that say more than a bound').toBeGreaterThan(isCoarse ? -1 : 4)
}

/** The groups that a cycle’s table tells, by question. */
export function groupsIn(rows: readonly Row[], startsOn: string): ReadonlyMap<string, readonly string[]> {
  const grouped = rows.filter((row) => row['From'] === startsOn && row['Group'] !== '')
  const byQuestion = Map.groupBy(grouped, (row) => row['Question'] ?? '')
  return new Map(
    [...byQuestion].map(([text, all]) => [text, [...new Set(all.map((row) => row['Group'] ?? ''))].toSorted()]),
  )
}

/** What a page says to somebody who typed the address of what they may not see. */
export async function toldAt(page: Page, hash: string): Promise<string> {
  await goTo(page, hash)
  await page.locator('main').getByRole('alert').or(page.locator('main .note, main .empty')).first().waitFor()
  return (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
}
