/** The codes of operational failures, read from the syntax of every place that throws one. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'
import { code, page, table } from './markdown.ts'

interface Thrown {
  readonly code: string
  readonly disposition: string
  readonly message: string
}
type Syntax = Readonly<Record<string, unknown>>

const DISPOSITIONS: Readonly<Record<string, string>> = {
  retry: 'may pass by itself: try again',
  operator: 'somebody must change something',
  bug: 'a fault of ours: please report it',
}
/** `Failure` itself, and the one short way of throwing it that sign-in has. */
const THROWERS: ReadonlySet<string> = new Set(['Failure', 'refused'])
const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/

export function renderFailures(root: string): string {
  const byCode = Map.groupBy(
    findFailures(root).toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    (thrown) => thrown.code,
  )
  const rows = [...byCode].map(([name, thrown]) => [
    code(name),
    distinct(thrown.map(({ message }) => message)).join(' — or — '),
    distinct(thrown.map(({ disposition }) => DISPOSITIONS[disposition] ?? disposition)).join('; '),
  ])
  return page(
    'Failures',
    'What can stop a command or a run as a whole. The message says what happened and what to do; the code stands in brackets behind it, in the report of a run and in the log. `…` stands for what differs from case to case.',
    [table(['code', 'message', 'what it means'], rows)],
  )
}

/** Every failure that the code can throw, in no order. */
export function findFailures(root: string): readonly Thrown[] {
  return ['src', 'connectors']
    .flatMap((folder) => filesUnder(join(root, folder)))
    .flatMap((file) => failuresIn(readFileSync(file, 'utf8')))
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^(generated|ui)\//.test(name))
    .map((name) => join(folder, name))
    .toSorted()
}

function failuresIn(source: string): readonly Thrown[] {
  const found: Thrown[] = []
  visit(parseSync(source, { syntax: 'typescript' }), (node) => {
    const thrown = readCall(node) ?? readObject(node)
    if (thrown !== null) found.push(thrown)
  })
  return found
}

function visit(value: unknown, look: (node: Syntax) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, look)
  else if (isSyntax(value)) {
    look(value)
    for (const part of Object.values(value)) visit(part, look)
  }
}

/** `new Failure(code, disposition, message)` or `refused(code, message)`. */
function readCall(node: Syntax): Thrown | null {
  if (node['type'] !== 'NewExpression' && node['type'] !== 'CallExpression') return null
  const { callee, arguments: given } = node
  if (!isSyntax(callee) || !THROWERS.has(textOf(callee['value'])) || !Array.isArray(given)) return null
  const [first, second, third] = given.map((argument: unknown) => (isSyntax(argument) ? argument['expression'] : null))
  const name = sentence(first)
  if (!CODE.test(name)) return null
  return third === undefined || callee['value'] === 'refused'
    ? { code: name, disposition: 'operator', message: sentence(second) }
    : { code: name, disposition: sentence(second), message: sentence(third) }
}

/** `{ code, message }` as it is kept for a run that nobody is left to end. */
function readObject(node: Syntax): Thrown | null {
  if (node['type'] !== 'ObjectExpression' || !Array.isArray(node['properties'])) return null
  const fields = new Map<string, string>()
  for (const property of node['properties'] as readonly unknown[])
    if (isSyntax(property) && isSyntax(property['key']))
      fields.set(textOf(property['key']['value']), sentence(property['value']))
  const name = fields.get('code') ?? ''
  const message = fields.get('message') ?? ''
  return CODE.test(name) && message !== '' ? { code: name, disposition: 'retry', message } : null
}

/** The text of a literal, `…` for what is filled in; of a choice, its first answer. */
function sentence(node: unknown): string {
  if (!isSyntax(node)) return ''
  if (node['type'] === 'StringLiteral') return textOf(node['value'])
  if (node['type'] === 'ConditionalExpression') return sentence(node['consequent'])
  if (node['type'] === 'TemplateLiteral' && Array.isArray(node['quasis']))
    return node['quasis'].map((part: unknown) => (isSyntax(part) ? textOf(part['cooked']) : '')).join('…')
  return '…'
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
