/** Taking a report along as a file: the same figures as the page. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { saveFile } from '../../csv.ts'
import { downloadIcon } from '../../parts/icons.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'

interface ReportFilesProps {
  readonly csv: () => Promise<string>
  readonly pdf: () => Promise<Blob>
  /** Nothing to take along before there is a report. */
  readonly report: { readonly sets: readonly unknown[] } | undefined
}

export function ReportFiles({ csv, pdf, report }: ReportFilesProps) {
  const asCsv = useMutation({
    mutationFn: csv,
    onSuccess: (file) => saveFile('survey-report.csv', new Blob([file], { type: 'text/csv;charset=utf-8' })),
  })
  const asPdf = useMutation({ mutationFn: pdf, onSuccess: (file) => saveFile('survey-report.pdf', file) })
  const failure = asCsv.error ?? asPdf.error
  if (report === undefined || report.sets.length === 0) return null
  return (
    <>
      <Button variant="default" leftSection={downloadIcon} loading={asCsv.isPending} onClick={() => asCsv.mutate()}>
        {t('report.csv')}
      </Button>
      <Button variant="default" leftSection={downloadIcon} loading={asPdf.isPending} onClick={() => asPdf.mutate()}>
        {t('report.pdf')}
      </Button>
      {failure === null ? null : <FailureNote failure={failure} />}
    </>
  )
}
