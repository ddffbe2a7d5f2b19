/** What the district has set for its syncs: when a run is held, complete exports, dates without a start, retention. */
import '../styles/roster.css'
import '../styles/settings.css'
import { useQuery } from '@tanstack/react-query'
import type { DistrictSettings } from '../../http/contract/district-settings.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t, word } from '../translate.ts'
import { Blackouts } from './settings/blackouts.tsx'
import { SurveyNamesCard } from './settings/survey-names.tsx'
import { SourcesCard } from './settings/sources.tsx'
import { NumberForm } from './settings/number-form.tsx'
import type { NumberField } from './settings/number-form.tsx'
import { settingsQuery } from './settings/queries.ts'

export function SettingsPage() {
  const { me, send } = useReader()
  const found = useQuery(settingsQuery(send))
  return (
    <>
      <PageHead
        title={t('settings.title')}
        says={t(me.may.includes('set:retention') ? 'settings.says.all' : 'settings.says')}
        actions={<a href={paths.sync()}>{t('run.back')}</a>}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Settings settings={found.data} />}
    </>
  )
}

function Settings({ settings }: { readonly settings: DistrictSettings }) {
  const { me } = useReader()
  const { guard, fullComparison, retention, sources } = settings
  const mayRaise = me.may.includes('approve:held_run_with_administrator_rise')
  return (
    <>
      {me.may.includes('manage:source') ? <SourcesCard /> : null}
      <Card title={t('settings.guard')} says={t('settings.guard.says')}>
        <NumberForm
          label={t('settings.guard')}
          fields={guard.limits.map((limit) => limitField(limit, mayRaise))}
          save={(send, limits) => send('PUT /api/v1/settings/guard', { body: { limits, version: guard.version } })}
        />
      </Card>
      <FullComparison set={fullComparison} />
      {sources.length === 0 ? null : (
        <Card title={t('settings.blackouts')} says={t('settings.blackouts.says')}>
          <div className="stack">
            {sources.map((source) => (
              <Blackouts key={source.sourceId} source={source} />
            ))}
          </div>
        </Card>
      )}
      {retention === null ? null : <Retention set={retention} />}
      {retention === null ? null : <SurveyNamesCard />}
    </>
  )
}

function FullComparison({ set }: { readonly set: DistrictSettings['fullComparison'] }) {
  const says = t('settings.range', { min: set.min, max: set.max })
  const days = { ...set, name: 'days', label: t('settings.full.days'), says, isShare: false, isLocked: false }
  return (
    <Card title={t('settings.full')} says={t('settings.full.says')}>
      <NumberForm
        label={t('settings.full')}
        fields={[days]}
        save={(send, own) =>
          send('PUT /api/v1/settings/full-comparison', { body: { days: own['days'] ?? null, version: set.version } })
        }
      />
    </Card>
  )
}

function Retention({ set }: { readonly set: NonNullable<DistrictSettings['retention']> }) {
  const { daysMin: min, daysMax: max } = set
  return (
    <Card title={t('settings.retention')} says={t('settings.retention.says')}>
      <NumberForm
        label={t('settings.retention')}
        fields={set.times.map((time) => ({
          ...time,
          label: word('time', time.name),
          min,
          max,
          isShare: false,
          isLocked: false,
        }))}
        save={(send, times) => send('PUT /api/v1/settings/retention', { body: { times, version: set.version } })}
      />
    </Card>
  )
}

function limitField(limit: DistrictSettings['guard']['limits'][number], mayRaise: boolean): NumberField {
  return {
    ...limit,
    label: word('limit', limit.name),
    min: 0,
    isShare: limit.kind === 'share',
    isLocked: limit.name === 'administratorRiseMax' && !mayRaise,
  }
}
