import { useState } from 'react'
import type { ShellState } from '../../../shared/contract/shell.js'
import { shell } from '../../data/index.js'
import { Button, Dialog, Icon, type IconName } from '../../ui/index.js'
import { Salvage } from './Salvage.js'
import { Sheet } from './Sheet.js'

type Failure = Extract<ShellState, { phase: 'failed' }>['failure']

interface Words {
  title: string
  safe: string
  next: string
  icon: IconName
  /** Moving the store aside helps here. */
  afresh?: boolean
  folder?: boolean
}

/** For each failure what it means, what is safe and what to do. Nothing has been overwritten in any of them. */
const words: Record<Failure, Words> = {
  'newer-profile': {
    title: 'A newer Rounds has used this workstation',
    safe: 'Everything it saved is untouched.',
    next: 'Start the newer version. This older one will not open its data, so that nothing is lost.',
    icon: 'history',
    folder: true,
  },
  'wrong-key': {
    title: 'This workstation’s data does not open with its key',
    safe: 'The data is untouched and still encrypted.',
    next: 'The keychain may belong to another account of this computer. Sign in to the computer as usual and try again.',
    icon: 'key',
    afresh: true,
    folder: true,
  },
  'key-lost': {
    title: 'The key to this workstation’s data is lost',
    safe: 'Everything already in the EHR is safe there. The data here is untouched and still encrypted.',
    next: 'Without its key nobody can read the data here. If there is a backup of this folder, put the file key.json back and try again. Otherwise start with an empty store: the clinic is fetched again, and what had not reached the EHR is lost.',
    icon: 'key',
    afresh: true,
    folder: true,
  },
  damaged: {
    title: 'The data on this workstation is damaged and could not be repaired',
    safe: 'Everything already in the EHR is safe there. Nothing here has been deleted.',
    next: 'Keep a copy of what is unsent first. Starting with an empty store then moves the damaged one aside and fetches the clinic again.',
    icon: 'database',
    afresh: true,
    folder: true,
  },
  'no-space': {
    title: 'This computer’s disk is full',
    safe: 'Everything saved so far is safe.',
    next: 'Free some space, then try again. Rounds needs about 1 GB to work.',
    icon: 'disk',
    folder: true,
  },
  'not-writable': {
    title: 'Rounds may not write to its own folder',
    safe: 'Everything saved so far is safe.',
    next: 'Give this account permission to write there, then try again.',
    icon: 'lock',
    folder: true,
  },
  'in-use': {
    title: 'Rounds is already open on this data',
    safe: 'Nothing has been changed.',
    next: 'Go to the window that is open, or close it and try again.',
    icon: 'monitor',
  },
  'ehr-port-in-use': {
    title: 'Another program is using the practice EHR’s place on this computer',
    safe: 'Nothing has been changed.',
    next: 'Close the other program, most likely a second Rounds, and try again.',
    icon: 'plug',
  },
  'ehr-unreachable': {
    title: 'The EHR cannot be reached',
    safe: 'What is saved on this workstation is safe.',
    next: 'Check the address and the network, then try again.',
    icon: 'cloud-off',
  },
  'not-fhir': {
    title: 'That address is not a FHIR R4 server',
    safe: 'Nothing has been sent there.',
    next: 'Check the address Rounds was started with. It usually ends in /fhir or /R4.',
    icon: 'help',
  },
  'other-ehr': {
    title: 'This workstation belongs to another EHR',
    safe: 'Its data is untouched. Records of two servers never mix.',
    next: 'Start Rounds for that EHR, or give this one a profile of its own.',
    icon: 'shield',
    folder: true,
  },
  'core-keeps-stopping': {
    title: 'Rounds’ engine keeps stopping',
    safe: 'Everything that said “saved here” is safe on this workstation.',
    next: 'Try again. If it goes on, tell who looks after this computer and show them the details below.',
    icon: 'crash',
    folder: true,
  },
  unexpected: {
    title: 'Rounds could not start',
    safe: 'Everything saved so far is safe. Nothing has been overwritten.',
    next: 'Try again. If it goes on, tell who looks after this computer and show them the details below.',
    icon: 'crash',
    folder: true,
  },
}

/** A start that failed: what happened, what is safe, the way on. */
export function Failed({ state }: { state: Extract<ShellState, { phase: 'failed' }> }) {
  const { title, safe, next, icon, afresh, folder } = words[state.failure]
  const [asking, setAsking] = useState(false)
  const [saving, setSaving] = useState(false)
  return (
    <Sheet wide>
      <div className="start-failed" role="alert">
        <span className="start-failed-icon">
          <Icon name={icon} size={22} />
        </span>
        <div>
          <h1>{title}</h1>
          <p className="start-message">{state.message}</p>
        </div>
      </div>
      <p className="start-line">
        <Icon name="shield-check" /> {safe}
      </p>
      <p>{next}</p>
      <div className="start-actions">
        <Button look="primary" icon="refresh" autoFocus onPress={() => void shell.retry()}>
          Try again
        </Button>
        {state.canSalvage && (
          <Button icon="export" onPress={() => setSaving(true)}>
            Keep a copy of what is unsent
          </Button>
        )}
        {folder && <Button onPress={() => void shell.showProfile()}>Show the folder</Button>}
        {afresh && <Button onPress={() => setAsking(true)}>Start with an empty store</Button>}
        <Button look="quiet" onPress={() => void shell.quit()}>
          Quit
        </Button>
      </div>
      {state.detail && (
        <details className="start-details">
          <summary>Details for who looks after this computer</summary>
          <pre className="selectable">{state.detail}</pre>
        </details>
      )}
      {saving && <Salvage onClose={() => setSaving(false)} />}
      {asking && (
        <Dialog
          role="alertdialog"
          title="Start with an empty store?"
          isOpen
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button
                look="danger"
                onPress={() => {
                  setAsking(false)
                  void shell.startAfresh()
                }}
              >
                Move it aside and start empty
              </Button>
              <Button look="primary" autoFocus onPress={() => setAsking(false)}>
                Go back
              </Button>
            </>
          }
        >
          Work of this workstation that never reached the EHR stays in the file that is moved aside and will not be sent
          from the empty store. Patients’ charts are fetched again from the EHR.
        </Dialog>
      )}
    </Sheet>
  )
}
