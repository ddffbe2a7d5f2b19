/** What a class or a community answered to one question set: from cycle to cycle, and one cycle question by question. */
import '../../styles/checkbox.css'
import { Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { SurveyReport } from '../../../http/contract/survey-report.ts'
import { formatDay } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Note } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'
import { Changes } from './changes.tsx'
import { asAsked, figureLines, type FigureLine, figuresOf, isCoarse, measureTold, pointsTold } from './figure-lines.ts'
import { ParticipationBars, ReportBar } from './report-bar.tsx'
import { textIn } from './words.ts'

type Set = SurveyReport['sets'][number]
type Cycle = Set['cycles'][number]

interface ReportOfSetProps {
  readonly set: Set
  readonly target: number
  /** Of the class or the community. */
  readonly name: string
}

export function ReportOfSet({ set, target, name }: ReportOfSetProps) {
  const [chosen, setAt] = useState<number | null>(null)
  const [asTable, setAsTable] = useState(false)
  const at = chosen ?? set.cycles.findLastIndex(({ isLater }) => !isLater)
  const cycle = set.cycles[at]
  return (
    <>
      {set.cycles.some((one) => figuresOf(one) === 'some') ? (
        <Card title={t('report.trend')} says={`${textIn(set.title, 'en')}. ${t('report.trend.says')}`}>
          <Checkbox
            label={t('report.table')}
            checked={asTable}
            onChange={(change) => setAsTable(change.currentTarget.checked)}
          />
          {asTable ? <TrendTable set={set} name={name} /> : <TrendBars set={set} />}
        </Card>
      ) : null}
      <Participation set={set} target={target} />
      {cycle === undefined ? null : (
        <>
          {cycle.isLater ? null : (
            <Card title={t('report.changed')}>
              <Changes set={asAsked(set, cycle)} cycle={cycle} />
            </Card>
          )}
          <Card title={t('report.questions')}>
            <NativeSelect
              label={t('report.cycle')}
              value={String(at)}
              data={set.cycles.map((one, index) => ({
                value: String(index),
                label: t(one.isLater ? 'report.cycle.later.name' : 'report.cycle.name', {
                  number: one.number,
                  from: formatDay(one.startsOn),
                  to: formatDay(one.endsOn),
                }),
              }))}
              onChange={(change) => setAt(Number(change.currentTarget.value))}
            />
            <OneCycle {...{ cycle, target, name, asTable }} set={asAsked(set, cycle)} />
          </Card>
        </>
      )}
    </>
  )
}

/** One for each cycle, to go from one to the next. */
function firstsOf(set: Set): readonly Cycle[] {
  return set.cycles.filter(({ isLater }) => !isLater)
}

function cycleLabel({ number, isLater }: Cycle): string {
  return t(isLater ? 'report.cycle.later' : 'schedule.cycle', { number })
}

function Participation({ set, target }: { readonly set: Set; readonly target: number }) {
  const says = t('report.participation.says', { target: Math.round(target * 100) })
  const lines = set.cycles.map((one) => ({ ...one, label: cycleLabel(one) }))
  return (
    <Card title={t('report.participation.head')} says={says}>
      <ParticipationBars target={target} lines={lines} />
      <Mondays set={set} target={target} />
    </Card>
  )
}

/** How far cycles had come while they were under way, the newest Monday first. */
function Mondays({ set, target }: { readonly set: Set; readonly target: number }) {
  if (set.mondays.length === 0) return null
  const lines = set.mondays
    .map((one) => ({ ...one, label: t('report.monday', { day: formatDay(one.monday) }) }))
    .toReversed()
  return (
    <>
      <h3 className="small-head">{t('report.mondays')}</h3>
      <p className="dim">{t('report.mondays.says')}</p>
      <ParticipationBars target={target} lines={lines} />
    </>
  )
}

function TrendBars({ set }: { readonly set: Set }) {
  return (
    <ul className="plain-list report-measures">
      {set.measures.map((measure) => (
        <li key={measure.id}>
          <h3 className="small-head">{textIn(measure.title, 'en')}</h3>
          <p className="dim">{textIn(measure.says, 'en')}</p>
          {firstsOf(set).map((cycle) => {
            const found = cycle.measures.find((one) => one.measure === measure.id)
            return (
              <ReportBar
                key={cycle.number}
                label={cycleLabel(cycle)}
                share={found?.share ?? null}
                told={measureTold(cycle, measure.id)}
                after={pointsTold(found?.points ?? null, true)}
              />
            )
          })}
        </li>
      ))}
    </ul>
  )
}

function TrendTable({ set, name }: { readonly set: Set; readonly name: string }) {
  const rows = set.measures.map((measure) => ({
    id: measure.id,
    title: textIn(measure.title, 'en'),
    told: firstsOf(set).map((cycle) => measureTold(cycle, measure.id)),
  }))
  return (
    <DataTable
      label={t('report.trend')}
      rows={rows}
      columns={[
        { key: 'measure', label: t('report.measure'), value: ({ title }) => title },
        ...firstsOf(set).map((cycle, index) => ({
          key: `cycle-${cycle.number}`,
          label: cycleLabel(cycle),
          value: ({ told }: (typeof rows)[number]) => told[index] ?? '',
        })),
      ]}
      rowKey={({ id }) => id}
      sortedBy={{ column: 'measure', descending: false }}
      exportName={`trend-${name}.csv`}
      empty={<p>{t('report.none')}</p>}
    />
  )
}

interface OneCycleProps {
  readonly set: Set
  readonly cycle: Cycle
  readonly target: number
  readonly name: string
  readonly asTable: boolean
}

function OneCycle({ set, cycle, target, name, asTable }: OneCycleProps) {
  return (
    <>
      <p>
        {t('report.participation', {
          done: cycle.completed,
          all: cycle.expected,
          target: Math.round(target * 100),
        })}{' '}
        {t('report.made', { day: formatDay(cycle.madeOn) })}
      </p>
      {cycle.asked === null ? null : <p>{t('report.asked')}</p>}
      {cycle.isLater ? <p>{t('report.later.says')}</p> : null}
      {isCoarse(cycle) ? (
        <Note mood="calm">
          <p>{t('report.coarse')}</p>
        </Note>
      ) : null}
      <Figures {...{ set, cycle, name, asTable }} />
      {cycle.texts.length === 0 ? null : <Texts set={set} cycle={cycle} />}
    </>
  )
}

/** Where too few answered, that is said once instead of at every question. */
function Figures({ set, cycle, name, asTable }: Omit<OneCycleProps, 'target'>) {
  const told = figuresOf(cycle)
  if (told === 'none_asked') return null
  if (told === 'too_few') return <p>{t('report.short')}</p>
  const lines = figureLines(set, cycle)
  return asTable ? <LinesTable lines={lines} name={name} /> : <Lines lines={lines} />
}

function Lines({ lines }: { readonly lines: readonly FigureLine[] }) {
  return (
    <ul className="plain-list report-measures">
      {[...Map.groupBy(lines, ({ question }) => question)].map(([question, all]) => (
        <li key={question}>
          <h3 className="small-head">{question}</h3>
          {all.map((line) => (
            <ReportBar
              key={line.key}
              label={line.group === '' ? line.answer : line.group}
              share={line.share}
              told={line.told}
            />
          ))}
        </li>
      ))}
    </ul>
  )
}

function LinesTable({ lines, name }: { readonly lines: readonly FigureLine[]; readonly name: string }) {
  return (
    <DataTable
      label={t('report.questions')}
      rows={lines}
      columns={[
        { key: 'question', label: t('report.question'), value: ({ question }) => question },
        { key: 'group', label: t('report.group'), value: ({ group }) => group },
        { key: 'answer', label: t('report.answer'), value: ({ answer }) => answer },
        { key: 'share', label: t('report.share'), value: ({ told }) => told },
        { key: 'people', label: t('report.people'), value: ({ people }) => people ?? '' },
      ]}
      rowKey={({ key }) => key}
      sortedBy={{ column: 'question', descending: false }}
      exportName={`questions-${name}.csv`}
      empty={<p>{t('report.none')}</p>}
    />
  )
}

function Texts({ set, cycle }: { readonly set: Set; readonly cycle: Cycle }) {
  return (
    <>
      <h3 className="small-head">{t('report.texts')}</h3>
      <p className="dim">{t('report.texts.says')}</p>
      {cycle.texts.map(({ question, texts }) => (
        <section key={question}>
          <h4>{textIn(set.questions.find(({ id }) => id === question)?.text ?? {}, 'en')}</h4>
          <ul>
            {[...new Set(texts)].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
