/**
 * Checks the import rules of .dependency-cruiser.cjs on this tree and says how many modules it looked at.
 * No module at all is a failure: a check that reads nothing passes everything.
 */

import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import swc from '@swc/core'
import { cruise } from 'dependency-cruiser'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const ROOMS = ['src', 'connectors', 'config', 'test', 'scripts']
const { forbidden, required, options } = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs'))

/** Absolute file → what it imports by value. What it imports otherwise, it imports by `import type`. */
const valueImports = new Map()

/**
 * dependency-cruiser reads TypeScript 7 only by way of swc, and of that way it neither knows JSX nor `import type`.
 * Both are told to it here: every file passes through this one function.
 */
const parseFile = swc.parseFileSync
swc.parseFileSync = (file, parseOptions) => {
  const ast = parseFile(file, { ...parseOptions, tsx: file.endsWith('.tsx') })
  const byValue = ast.body.filter((item) => Boolean(item.source) && item.typeOnly !== true)
  valueImports.set(file, new Set(byValue.map((item) => item.source.value)))
  return ast
}

const EXEMPTS_TYPES = new Set(
  forbidden.filter((rule) => rule.to.dependencyTypesNot?.includes('type-only')).map((rule) => rule.name),
)

/** Names and comments of every rule. */
export function boundaryRules() {
  return [...forbidden, ...required].map(({ name, comment }) => ({ name, comment: comment ?? '' }))
}

/** Cruises the rooms under `baseDir` (absolute) with the rules of this repository. */
export async function checkBoundaries(baseDir) {
  const { enhancedResolveOptions, ...rest } = options
  const { output } = await cruise(
    ROOMS.filter((room) => existsSync(join(baseDir, room))),
    { ...rest, baseDir, ruleSet: { forbidden, required }, validate: true },
    enhancedResolveOptions,
  )
  const comments = new Map(boundaryRules().map((rule) => [rule.name, rule.comment]))
  const modules = new Map(output.modules.map((module) => [module.source, module]))
  const isByTypeOnly = ({ from, to }) => {
    const values = valueImports.get(join(baseDir, from))
    const imports = modules.get(from)?.dependencies.filter((dependency) => dependency.resolved === to) ?? []
    return imports.length > 0 && values !== undefined && imports.every((one) => !values.has(one.module))
  }
  return {
    modules: output.modules.filter((module) => !module.source.includes('node_modules') && !module.coreModule).length,
    dependencies: output.summary.totalDependenciesCruised ?? 0,
    violations: output.summary.violations
      .filter((violation) => !(EXEMPTS_TYPES.has(violation.rule.name) && isByTypeOnly(violation)))
      .map(({ rule, from, to }) => ({ rule: rule.name, from, to, comment: comments.get(rule.name) ?? '' })),
  }
}

/** Prints the outcome on standard error; the exit code is 1 when a rule is broken or nothing was read. */
async function main() {
  const { modules, dependencies, violations } = await checkBoundaries(ROOT)
  for (const { rule, from, to, comment } of violations) {
    console.error(`${from} → ${to}\n  breaks ${rule}. ${comment}\n`)
  }
  if (modules === 0) console.error('No module was found: the check read nothing. Is @swc/core installed?')
  console.error(`boundaries: ${modules} modules, ${dependencies} imports, ${violations.length} broken`)
  if (modules === 0 || violations.length > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
