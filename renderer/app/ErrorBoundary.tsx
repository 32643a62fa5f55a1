import { Component, type ReactNode } from 'react'
import { Button, Problem } from '../ui/index.js'

interface Props {
  children: ReactNode
  /** What failed, for a part of the window: `this chart`. Absent for the whole window. */
  part?: string
}

/** A bug in one part of the window takes down that part only, and says what is safe. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  // The error's text may name a patient; its kind and place do not.
  override componentDidCatch(error: unknown) {
    console.error(
      'A part of the window failed:',
      this.props.part ?? 'window',
      error instanceof Error ? error.name : typeof error,
    )
  }
  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Problem
        tone="attention"
        icon="crash"
        title={this.props.part ? `Rounds could not show ${this.props.part}.` : 'Rounds could not show this window.'}
        safe="Everything that said “saved here” is safe on this workstation."
        actions={
          <>
            <Button look="primary" icon="refresh" onPress={() => location.reload()}>
              Load the window again
            </Button>
            {this.props.part && <Button onPress={() => this.setState({ failed: false })}>Try once more</Button>}
          </>
        }
      >
        The mistake is ours, not yours. Loading the window again brings back the charts you had open.
      </Problem>
    )
  }
}
