/** Figures as bars or as a table with a CSV, by a switch; the words beside the bars say the same without the picture. */
import '../styles/bars.css'
import { Button, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../translate.ts'
import { Card } from './card.tsx'

export interface Bar {
  readonly key: string
  readonly label: string
  readonly value: number
  /** The value in words: `12 h`. */
  readonly says: string
}

interface ChartCardProps {
  readonly title: string
  readonly says: string
  readonly bars: readonly Bar[]
  readonly table: ReactNode
  /** In place of both where there is nothing. */
  readonly empty: ReactNode
}

/** More bars than this are read in the table. */
const BARS_MAX = 20

export function ChartCard({ title, says, bars, table, empty }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false)
  const actions = (
    <Button variant="default" size="xs" onClick={() => setAsTable(!asTable)}>
      {t(asTable ? 'chart.as-chart' : 'chart.as-table')}
      <VisuallyHidden> {title}</VisuallyHidden>
    </Button>
  )
  return (
    <Card title={title} says={says} actions={bars.length === 0 ? undefined : actions}>
      {bars.length === 0 ? empty : null}
      {bars.length > 0 && asTable ? table : null}
      {bars.length > 0 && !asTable ? <Bars bars={bars} /> : null}
    </Card>
  )
}

function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  const most = Math.max(...bars.map(({ value }) => value), 1)
  return (
    <>
      <ul className="bars">
        {bars.slice(0, BARS_MAX).map(({ key, label, value, says }) => (
          <li key={key}>
            <span className="bar-label">{label}</span>
            <span className="bar-track" aria-hidden="true">
              <span style={{ inlineSize: `${(100 * value) / most}%` }} />
            </span>
            <span className="bar-value">{says}</span>
          </li>
        ))}
      </ul>
      {bars.length <= BARS_MAX ? null : (
        <p className="quiet-line">{t('chart.cut', { shown: BARS_MAX, total: bars.length })}</p>
      )}
    </>
  )
}
