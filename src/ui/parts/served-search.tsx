/** A field for words that the server looks for: it asks when the typing pauses, and not any more once the page is left. */
import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { searchIcon } from './icons.tsx'

interface ServedSearchProps {
  readonly label: string
  /** What is looked for now. */
  readonly value: string
  readonly search: (text: string) => void
}

const QUIET_MS = 250

export function ServedSearch({ label, value, search }: ServedSearchProps) {
  // Null: as the list has it.
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (text: string): void => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      search(text)
      setTyped(null)
    }, QUIET_MS)
  }
  return (
    <TextInput
      type="search"
      label={label}
      leftSection={searchIcon}
      value={typed ?? value}
      maxLength={100}
      onChange={(change) => type(change.currentTarget.value)}
    />
  )
}
