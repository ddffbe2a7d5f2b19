/** A student's benchmark tests that are to be taken, with the way to them. */
import type { StudentHome } from '../../../http/contract/student.ts'
import { Card } from '../../parts/card.tsx'
import { t } from '../../translate.ts'

export function OpenBenchmarks({ address, open }: StudentHome['benchmarks']) {
  if (open.length === 0) return null
  return (
    <Card title={t('student.benchmarks')}>
      <ul className="plain-list tiles">
        {open.map(({ test, isBegun }) => (
          <li key={test}>
            <span className="line-main">{t('student.benchmark', { test })}</span>
            <span className="dim">{t(isBegun ? 'student.benchmark.begun' : 'student.benchmark.open')}</span>
            {address === '' ? (
              <span>{t('student.benchmark.ask')}</span>
            ) : (
              <a
                href={address}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('student.benchmark.go.of', { test })}
              >
                {t('student.benchmark.go')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
