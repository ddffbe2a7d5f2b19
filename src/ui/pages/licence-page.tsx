/** One licence: what was bought, who holds, awaits and keeps a seat, how it was and becomes; and what one may set of it. */
import '../styles/licence.css'
import '../styles/settings.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LicenceDetail } from '../../http/contract/licences.ts'
import { formatDay, formatNumber } from '../formats.ts'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { WriteTo } from '../parts/write-to.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { Capacity } from './licence/capacity.tsx'
import { LicenceLedger } from './licence/ledger.tsx'
import { Levels } from './licence/levels.tsx'
import { SeatPeople } from './licence/people.tsx'
import type { LicenceProps } from './licence/props.ts'
import { Purchases } from './licence/purchases.tsx'
import { licenceQuery } from './licence/queries.ts'
import { Rules } from './licence/rules.tsx'
import { SchoolSeats } from './licence/schools.tsx'
import { SeatTime } from './licence/time.tsx'

export function LicencePage({ kind }: { readonly kind: string }) {
  const { send, me } = useReader()
  const [done, setDone] = useState<string | null>(null)
  const found = useQuery(licenceQuery(send, kind))
  const back = me.may.includes('view:source') ? paths.sync() : paths.home()
  return (
    <>
      <PageHead
        title={t('licence.title', { name: found.data?.name ?? kind })}
        says={t('licence.says')}
        actions={<a href={back}>{t('run.back')}</a>}
      />
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Licence licence={found.data} done={setDone} />}
      <WriteTo addresses={me.contacts.billing === null ? [] : [me.contacts.billing]} says="write-to.billing" />
    </>
  )
}

function Licence({ licence, done }: LicenceProps) {
  const { me } = useReader()
  const { district } = licence
  if (licence.counts === 'credits' || licence.counts === 'products')
    return (
      <>
        <State licence={licence} />
        <Purchases licence={licence} done={done} />
        {me.may.includes('view:ledger') ? <LicenceLedger kind={licence.kind} /> : null}
      </>
    )
  return (
    <>
      <State licence={licence} />
      {district === null ? null : <SeatTime kind={licence.kind} />}
      {licence.counts === 'product' ? (
        <StudentsElsewhere kind={licence.kind} />
      ) : (
        <SeatPeople licence={licence} done={done} />
      )}
      {district === null ? null : (
        <>
          {district.capacity === null ? (
            <>
              <Purchases licence={licence} done={done} />
              <SchoolSeats licence={licence} done={done} />
              {me.may.includes('set:seat_priority') ? (
                <Rules licence={licence} district={district} done={done} />
              ) : null}
            </>
          ) : (
            <>
              <Capacity capacity={district.capacity} done={done} />
              <SchoolSeats licence={licence} done={done} />
            </>
          )}
        </>
      )}
      {licence.kind === 'coaching-seats' && district !== null ? <Levels seated={district.roles} /> : null}
      {me.may.includes('view:ledger') ? <LicenceLedger kind={licence.kind} /> : null}
    </>
  )
}

/** The students of a product are shown to those who give it, on its own page. */
function StudentsElsewhere({ kind }: { readonly kind: string }) {
  const { me } = useReader()
  if (!me.may.includes('assign:product_access')) return null
  return (
    <p>
      <a href={paths.product(kind.split(':')[1] ?? '')}>{t('licence.product')}</a>
    </p>
  )
}

/** The figures, and in words what they mean. */
function State({ licence }: { readonly licence: LicenceDetail }) {
  const { bought, used, needed, waiting, grace, over, short, comesFree } = licence
  const figures = [
    [t('licence.bought'), bought],
    [t('licence.used'), used],
    [t('licence.needed'), needed],
    [t('licence.waiting'), waiting],
    [t('licence.grace'), grace],
    [t('licence.over'), over],
  ] as const
  return (
    <div className="stack">
      <dl className="licence-figures">
        {figures.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{formatNumber(value)}</dd>
            </div>
          ),
        )}
      </dl>
      <Trouble licence={licence} />
      {short === null || short === 0 ? null : (
        <Note mood="warn" title={t('licence.short', { count: short })}>
          <p>{t('licence.short.says')}</p>
          {comesFree === null ? null : (
            <p>
              {t(licence.counts === 'product' ? 'licence.short.comes-free-product' : 'licence.short.comes-free', {
                count: comesFree.count,
                day: formatDay(comesFree.by),
              })}
            </p>
          )}
        </Note>
      )}
      {short === 0 && waiting === 0 && used > 0 ? <p className="quiet-line">{t('licence.well')}</p> : null}
    </div>
  )
}

/** The gravest thing that is wrong with it; nothing where all is well. */
function Trouble({ licence }: { readonly licence: LicenceDetail }) {
  if (hasExpired(licence))
    return (
      <Note mood="bad" title={t('licence.expired')}>
        <p>{t('licence.expired.says')}</p>
      </Note>
    )
  return (licence.over ?? 0) > 0 ? (
    <Note mood="bad" title={t('licence.is-over')}>
      <p>{t('licence.is-over.says')}</p>
    </Note>
  ) : null
}

function hasExpired({ bought, district }: LicenceDetail): boolean {
  const terms = district?.purchases ?? []
  return bought === 0 && terms.some(({ term }) => term === 'ended')
}
