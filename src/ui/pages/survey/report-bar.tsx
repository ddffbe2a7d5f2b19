/** Bars of a report, each with its figure in words: they read the same in grey, and by a screen reader. */
import type { Share } from '../../../http/contract/survey-report.ts'
import { t } from '../../translate.ts'

interface ReportBarProps {
  readonly label: string
  readonly share: Share | null
  readonly told: string
  readonly after?: string
}

export function ReportBar({ label, share, told, after = '' }: ReportBarProps) {
  return (
    <p className="report-bar">
      <span className="report-label">{label}</span>
      <span className="report-track" aria-hidden data-masked={share === null}>
        {share === null ? null : <meter min={0} max={100} value={share.percent} />}
      </span>
      <span>
        {told} {after}
      </span>
    </p>
  )
}

interface ParticipationBarsProps {
  readonly lines: readonly {
    readonly label: string
    readonly startsOn: string
    /** Left out: there is one line of its label and start alone. */
    readonly madeOn?: string
    readonly completed: number
    readonly expected: number
  }[]
  /** Participation aimed at, of 1. */
  readonly target: number
}

export function ParticipationBars({ lines, target }: ParticipationBarsProps) {
  return lines.map(({ label, startsOn, madeOn = '', completed, expected }) => {
    const reached = expected > 0 && completed >= expected * target
    const percent = expected === 0 ? 0 : Math.round((100 * completed) / expected)
    const words = { done: completed, all: expected, percent }
    return (
      <p key={`${label}/${startsOn}/${madeOn}`} className="report-bar">
        <span className="report-label">{label}</span>
        <span className="report-track" aria-hidden>
          <meter min={0} max={100} value={percent} />
          <span className="report-target" style={{ insetInlineStart: `${target * 100}%` }} />
        </span>
        <span>{t(reached ? 'report.participation.reached' : 'report.participation.below', words)}</span>
      </p>
    )
  })
}
