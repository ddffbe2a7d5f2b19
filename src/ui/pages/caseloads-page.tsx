/** Caseloads: a coach's own; for administrators those of every coach, and how many educators are in nobody's. */
import '../styles/coach.css'
import { useQuery } from '@tanstack/react-query'
import type { CaseloadCoaches } from '../../http/contract/caseloads.ts'
import { nameOf, sortNameOf } from '../names.ts'
import { useAddressQuery } from '../parts/address-query.ts'
import { Card } from '../parts/card.tsx'
import type { Column } from '../parts/data-table.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { peopleIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { CaseloadsOf } from './caseloads/caseloads-of.tsx'
import { OpenHandovers } from './handovers/open-handovers.tsx'
import { coachesQuery } from './caseloads/queries.ts'

export function CaseloadsPage() {
  const { me } = useReader()
  const coaches = me.may.includes('create:interaction')
  return (
    <>
      <PageHead title={t('caseloads.title')} says={t('caseloads.says')} />
      <p className="quiet-line">
        <a href={paths.coach()}>{t('time-line.back')}</a>
      </p>
      <OpenHandovers />
      {me.may.includes('manage:coaching_settings') ? <OfAll /> : null}
      {coaches ? <CaseloadsOf coachId={null} title={t('caseloads.mine')} /> : null}
    </>
  )
}

type Coach = CaseloadCoaches['coaches'][number]

const columns: readonly Column<Coach>[] = [
  {
    key: 'name',
    label: t('caseloads.coach'),
    value: sortNameOf,
    cell: (row) => <a href={paths.caseloadsOf(row.id)}>{sortNameOf(row)}</a>,
  },
  { key: 'caseloads', label: t('caseloads.count'), value: ({ caseloads }) => caseloads, numeric: true },
  { key: 'educators', label: t('caseloads.educators'), value: ({ educators }) => educators, numeric: true },
]

function OfAll() {
  const { send } = useReader()
  const [query] = useAddressQuery()
  const found = useQuery(coachesQuery(send))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { coaches, inNone } = found.data
  const chosen = coaches.find(({ id }) => id === query['coach'])
  return (
    <>
      <Card title={t('caseloads.coaches')}>
        <div className="stack">
          <p className="quiet-line">
            {inNone === 0 ? (
              t('caseloads.gaps.none')
            ) : (
              <>
                {t('caseloads.gaps', { count: inNone })}{' '}
                <a href={paths.educatorsOf('none')}>{t('caseloads.gaps.open')}</a>
              </>
            )}
          </p>
          <DataTable
            label={t('caseloads.coaches')}
            rows={coaches}
            columns={columns}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'name', descending: false }}
            exportName="caseloads.csv"
            empty={
              <Empty icon={peopleIcon} title={t('educators.none-found')}>
                {t('educators.none-found.says')}
              </Empty>
            }
          />
        </div>
      </Card>
      {chosen === undefined ? null : (
        <CaseloadsOf key={chosen.id} coachId={chosen.id} title={t('caseloads.of', { name: nameOf(chosen) })} />
      )}
    </>
  )
}
