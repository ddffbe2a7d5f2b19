/** How the commands of products print: the catalogue, what giving does, the rules. */

import type { Outcome } from '../outcome.ts'
import { formatTable } from '../print.ts'
import type { ProductOutcomeView, ProductRuleView, ProductTools } from './product-tools.ts'

type Catalogue = Awaited<ReturnType<ProductTools['list']>>

export function describeCatalogue(products: Catalogue): Outcome {
  const data = {
    products: products.map(({ id, name, grades, category, bought, used, waiting, grace, free, rules }) => {
      return { id, name, grades, category, bought, used, waiting, grace, free, rules }
    }),
  }
  if (products.length === 0)
    return { data, lines: ['The catalogue is empty. Enter a product with "staffroom product add".'] }
  const rows = products.map((p) => [
    p.id,
    p.name,
    p.grades.join(',') || 'all',
    p.bought,
    p.used,
    p.waiting,
    p.grace,
    p.free,
    p.rules,
  ])
  const head = ['product', 'name', 'grades', 'bought', 'used', 'waiting', 'grace', 'free', 'rules']
  return { data, lines: formatTable(head, rows) }
}

const SHOWN = 100

/** People by our id, as "staffroom why" takes it. */
export function describeProductOutcome(outcome: ProductOutcomeView, isDryRun: boolean): Outcome {
  const { students, assigned, waits, freed, short, leftOut } = outcome
  const moved = students.filter(({ had, has }) => had !== has || has === 'waiting')
  const rows = moved
    .slice(0, SHOWN)
    .map(({ personId, had, has, reason }) => [`id:${personId}`, had ?? '–', has ?? '–', reason ?? ''])
  return {
    data: { ...outcome, dryRun: isDryRun },
    lines: [
      ...(isDryRun ? ['Nothing was changed. It would be:'] : []),
      `${assigned} get it, ${waits} wait, ${freed} give it back.`,
      ...(short > 0 ? [`The product needs ${short} more so that nobody waits.`] : []),
      ...(leftOut.length === 0 ? [] : [describeLeftOut(leftOut)]),
      ...(rows.length === 0 ? [] : ['', ...formatTable(['person', 'had', 'has', 'waits because'], rows)]),
      ...(moved.length > SHOWN ? [`… and ${moved.length - SHOWN} more`] : []),
    ],
  }
}

function describeLeftOut(leftOut: ProductOutcomeView['leftOut']): string {
  const who = leftOut
    .slice(0, SHOWN)
    .map(
      ({ personId, grades }) =>
        `id:${personId} (${grades.length === 0 ? 'no grade on record' : `grade ${grades.join(', ')}`})`,
    )
  const more = leftOut.length > SHOWN ? ` and ${leftOut.length - SHOWN} more` : ''
  return `${leftOut.length} left out, the product isn't for their grade: ${who.join(', ')}${more}.`
}

export function describeRules(rules: readonly ProductRuleView[]): Outcome {
  const rows = rules.map(({ position, name, grades, schools }) => [
    position,
    name,
    grades.join(',') || 'all',
    schools.map((school) => school.name).join(', ') || 'all',
  ])
  return {
    data: { rules },
    lines:
      rows.length === 0 ? ['No rule gives this product.'] : formatTable(['order', 'rule', 'grades', 'schools'], rows),
  }
}
