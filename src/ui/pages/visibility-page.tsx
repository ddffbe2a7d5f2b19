/** Who can see what about an educator: for themself, and for whoever shows it to them, on paper as well. */
import '../styles/bars.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Visibility } from '../../http/contract/visibility.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { ruleLabel, valueWords } from './rules/rule-words.ts'

type Line = Visibility['lines'][number]

export function VisibilityPage() {
  const { send, me } = useReader()
  const found = useQuery({
    queryKey: ['visibility'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/visibility', { signal }),
  })
  const shows = me.may.includes('manage:coaching_settings')
  const print = (
    <Button variant="default" onClick={() => window.print()}>
      {t('report.print')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('visibility.title')} says={t('visibility.says')} actions={print} />
      {shows ? (
        <div className="no-print">
          <Note mood="good" title={t('visibility.preview')}>
            <p>{t('visibility.preview.says')}</p>
            <a href={paths.rules()}>{t('visibility.preview.rules')}</a>
          </Note>
        </div>
      ) : null}
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Topics found={found.data} />}
    </>
  )
}

function Topics({ found: { district, lines } }: { readonly found: Visibility }) {
  const topics = [...Map.groupBy(lines, ({ topic }) => topic)]
  return (
    <>
      {topics.map(([topic, of]) => (
        <Card key={topic} title={t(`visibility.${topic}`)}>
          <ul className="plain-list lines">
            {of.map((line) => (
              <li key={line.says}>
                <span>{line.says}</span>
                <span className="dim">{sourceOf(line)}</span>
              </li>
            ))}
          </ul>
        </Card>
      ))}
      <p className="quiet-line">{t('visibility.made', { district })}</p>
    </>
  )
}

function sourceOf({ rule, rows }: Line): string {
  const from = rows.length === 0 ? '' : t('visibility.rows', { rows: rows.join(', ') })
  if (rule === null) return t('visibility.fixed', { from })
  return t(rule.from === 'standard' ? 'visibility.rule.standard' : 'visibility.rule.district', {
    rule: ruleLabel(rule.name),
    value: valueWords(rule.value),
    from,
  })
}
