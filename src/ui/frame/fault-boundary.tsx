/** The last net: a page that breaks shows what to do instead of going blank. */
import { Component } from 'react'
import type { ReactNode } from 'react'
import { FailureNote } from '../parts/notes.tsx'

interface Props {
  readonly children: ReactNode
}

/** React offers no other way to catch what a child throws while it renders. */
export class FaultBoundary extends Component<Props, { readonly failure: unknown }> {
  override state = { failure: null as unknown }

  static getDerivedStateFromError(failure: unknown): { readonly failure: unknown } {
    return { failure }
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children
    return (
      <FailureNote
        failure={this.state.failure}
        retry={() => {
          this.setState({ failure: null })
        }}
      />
    )
  }
}
