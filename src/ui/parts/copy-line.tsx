/** A value to carry somewhere else: shown whole, and copied by one press. */
import '../styles/copy-line.css'
import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { t } from '../translate.ts'
import { Quietly } from './notes.tsx'

interface CopyLineProps {
  readonly label: string
  readonly value: string
}

export function CopyLine({ label, value }: CopyLineProps) {
  const input = useRef<HTMLInputElement | null>(null)
  const [copied, setCopied] = useState<'yes' | 'by-hand' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setCopied('yes')
    } catch {
      // Frames of an LMS often may not write to the clipboard.
      input.current?.select()
      setCopied('by-hand')
    }
  }
  return (
    <div className="copy-line">
      <TextInput ref={input} label={label} value={value} readOnly onFocus={(focus) => focus.currentTarget.select()} />
      <Button variant="default" aria-label={t('platforms.copy-this', { label })} onClick={() => void copy()}>
        {t('platforms.copy')}
      </Button>
      <Quietly className="copy-said">{said(copied)}</Quietly>
    </div>
  )
}

function said(copied: 'yes' | 'by-hand' | null) {
  if (copied === null) return null
  return <span className="quiet-line">{t(copied === 'yes' ? 'platforms.copied' : 'platforms.copy.by-hand')}</span>
}
