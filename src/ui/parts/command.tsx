/** A command to type, which breaks between its words. */
import { Fragment } from 'react'

export function Command({ line }: { readonly line: string }) {
  const words = line.split(' ')
  return (
    <code className="command">
      {words.map((word, at) => (
        <Fragment key={words.slice(0, at + 1).join(' ')}>
          {at === 0 ? '' : ' '}
          <span>{word}</span>
        </Fragment>
      ))}
    </code>
  )
}
