/** A button that reads a long list and saves it as a file; where the list is longer than a file may be, it says so. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { saveCsv } from '../csv.ts'
import { formatNumber } from '../formats.ts'
import { t } from '../translate.ts'
import { downloadIcon } from './icons.tsx'
import { FailureNote, Quietly } from './notes.tsx'

interface CsvFile {
  readonly csv: string
  /** How many of how many are in it; missing: all are. */
  readonly cut?: { readonly shown: number; readonly total: number }
}

interface FileButtonProps {
  /** What the file is called. */
  readonly name: string
  readonly read: () => Promise<CsvFile>
  readonly label?: string
  readonly size?: 'xs' | 'sm'
  readonly disabled?: boolean
}

export function FileButton({ name, read, label = t('table.export'), size = 'sm', disabled = false }: FileButtonProps) {
  const reading = useMutation({ mutationFn: read, onSuccess: ({ csv }) => saveCsv(name, csv) })
  const cut = reading.data?.cut
  return (
    <>
      <Button
        variant="default"
        size={size}
        leftSection={downloadIcon}
        disabled={disabled}
        loading={reading.isPending}
        onClick={() => reading.mutate()}
      >
        {label}
      </Button>
      <Quietly>
        {cut === undefined || cut.shown >= cut.total ? null : (
          <p className="quiet-line">
            {t('table.export.cut', { shown: formatNumber(cut.shown), total: formatNumber(cut.total) })}
          </p>
        )}
      </Quietly>
      {reading.error === null ? null : <FailureNote failure={reading.error} />}
    </>
  )
}
