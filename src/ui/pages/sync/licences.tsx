/** What was bought and what is used of it, in figures, a bar and words. */
import { useQuery } from '@tanstack/react-query'
import type { Licence } from '../../../http/contract/sync.ts'
import { formatNumber } from '../../formats.ts'
import { Command } from '../../parts/command.tsx'
import { peopleIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { licenceMood } from './health.ts'
import { licencesQuery } from './queries.ts'

export function LicenceState() {
  const { send } = useReader()
  const found = useQuery(licencesQuery(send))
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  if (found.data.licences.length === 0) {
    return (
      <Empty icon={peopleIcon} title={t('licences.none')}>
        {t('licences.none.says')} <Command line="staffroom licence set" />
      </Empty>
    )
  }
  return (
    <ul className="plain-list licences">
      {found.data.licences.map((licence) => (
        <LicenceLine key={licence.kind} licence={licence} />
      ))}
    </ul>
  )
}

function LicenceLine({ licence }: { readonly licence: Licence }) {
  const { bought, used } = licence
  return (
    <li>
      <div className="licence-head">
        <h3>
          <a href={paths.licence(licence.kind)}>{licence.name}</a>
        </h3>
        <span className="licence-figure">
          {bought === null ? formatNumber(used) : t('licences.used-of', { used, bought })}
        </span>
      </div>
      {bought === null || bought === 0 ? null : (
        <progress className="meter" data-mood={licenceMood(licence)} max={bought} value={Math.min(used, bought)}>
          {t('licences.used-of', { used, bought })}
        </progress>
      )}
      <Consequences licence={licence} />
    </li>
  )
}

/** What the figures mean, in words; at least one of them, where a quantity was bought. */
function Consequences({ licence }: { readonly licence: Licence }) {
  const { bought, used, waiting, grace } = licence
  const over = licence.over ?? 0
  return (
    <div className="row">
      {over > 0 ? <Pill mood="bad">{t('licences.over', { count: over })}</Pill> : null}
      {waiting > 0 ? <Pill mood="warn">{t('licences.waiting', { count: waiting })}</Pill> : null}
      {grace > 0 ? <Pill mood="calm">{t('licences.grace', { count: grace })}</Pill> : null}
      {bought !== null && over === 0 && waiting === 0 ? <span className="dim">{freeText(bought - used)}</span> : null}
    </div>
  )
}

function freeText(free: number): string {
  return free > 0 ? t('licences.free', { count: free }) : t('licences.full')
}
