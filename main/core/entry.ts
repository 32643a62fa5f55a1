import type { CoreStart, ShellToCore } from '../../shared/contract/wire.js'
import { control } from './control.js'
import { createCore, type RunningCore } from './create.js'
import { salvageInto } from './salvage.js'
import { explain } from './store/connection.js'

/** The core as a process of its own, told by the shell what to open and which windows there are. */
const shell = control()
let running: RunningCore | undefined
let told = ''

function start(message: CoreStart): void {
  if (running) return
  const { profile, keyHex, ehrUrl, practice, workstationName } = message
  try {
    running = createCore({
      profile,
      keyHex,
      ehrUrl,
      practice,
      workstation: workstationName,
      onStep: (step, done, total) => shell.post({ t: 'starting', step, done, total }),
      onDamage: () => void endDamaged(),
      onFault: (what, error) => shell.post({ t: 'fault', what, error }),
    })
  } catch (error) {
    const { failure, message: text } = explain(error)
    shell.post({ t: 'failed', failure, message: text })
    return
  }
  running.context.store.onChange((topics) => {
    if (topics.has('outbox')) tellUnsent()
  })
  running.context.sync.start()
  shell.post({ t: 'ready' })
  tellUnsent()
}

/** Once, in place of a start that failed. */
async function salvage({ out, profile, keyHex }: Extract<ShellToCore, { t: 'salvage' }>): Promise<void> {
  try {
    shell.post({ t: 'salvaged', ...(await salvageInto(out, profile, keyHex)) })
  } catch (error) {
    const { failure, message } = explain(error)
    const words = failure === 'no-space' ? 'There is not enough space there.' : message
    shell.post({ t: 'not-salvaged', message: words })
  }
}

/** What the shell asks about before it lets the app be closed. */
function tellUnsent(): void {
  if (!running) return
  const { savedHere, sending, needsYou } = running.context.outbox.counts()
  const message = { t: 'unsent' as const, count: savedHere + sending + needsYou, needsYou }
  const text = JSON.stringify(message)
  if (text === told) return
  told = text
  shell.post(message)
}

async function stop(): Promise<void> {
  const stopping = running
  running = undefined
  await stopping?.stop()
  shell.post({ t: 'stopped' })
}

/** How long a core whose store is damaged may take to end, milliseconds. */
const lastWordsMs = 2_000

/** The shell starts a new core, which repairs the store before it goes on. */
async function endDamaged(): Promise<void> {
  // Never in the middle of the statement that met the damage.
  await new Promise((resolve) => setImmediate(resolve))
  await Promise.race([running?.stop().catch(() => {}), new Promise((resolve) => setTimeout(resolve, lastWordsMs))])
  process.exit(1)
}

shell.onMessage((message, port) => {
  if (message.t === 'start') start(message)
  else if (message.t === 'attach' && port) running?.core.attach(message.window, port)
  else if (message.t === 'detach') running?.core.detach(message.window)
  else if (message.t === 'sleep') running?.context.sync.sleep()
  else if (message.t === 'wake') running?.context.sync.wake()
  else if (message.t === 'stop') void stop()
  else if (message.t === 'salvage') void salvage(message)
})

// A shell that is gone can neither show nor ask anything.
shell.onClose(() => void stop().finally(() => process.exit(0)))
