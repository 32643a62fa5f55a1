import { app, BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, shell } from 'electron'
import { channel, type ShellRequest, type WindowFacts } from '../../shared/contract/channel.js'
import { type DesktopNotice, noticeKinds, type PaperSize, type SalvageOutcome } from '../../shared/contract/shell.js'
import { appOrigin } from './app-scheme.js'
import { chooseFile } from './choose-file.js'
import type { CoreLink } from './core-link.js'
import type { Notices } from './notices.js'
import { openAddress } from './open-address.js'
import { print, printPages } from './print.js'
import type { QuitGuard } from './quit.js'
import { saveCopy } from './save-copy.js'
import { saveFile } from './save-file.js'
import { savePdf } from './save-pdf.js'
import type { Authorize } from './sign-in.js'
import type { Startup } from './startup.js'
import type { Windows } from './windows.js'

interface Parts {
  windows: Windows
  core: CoreLink
  startup: Startup
  guard: QuitGuard
  notices: Notices
  authorize: Authorize
  salvage: (asker: BrowserWindow) => Promise<SalvageOutcome>
  profile: string
}

/** Only the main frame of one of our own pages is listened to. */
const isOurs = ({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(`${appOrigin}/`)

const textOf = (argument: unknown): string => {
  if (typeof argument !== 'string') throw new Error('text expected')
  return argument
}

const paperOf = (argument: unknown): PaperSize => {
  if (argument !== 'A4' && argument !== 'Letter') throw new Error('a size of paper expected')
  return argument
}

const noticeOf = (argument: unknown): DesktopNotice => {
  const { ids, kind, task } = (argument ?? {}) as Record<string, unknown>
  const isKnown = noticeKinds.some((known) => known === kind)
  if (!Array.isArray(ids) || !isKnown) throw new Error('a notice expected')
  return { ids: ids.map(textOf), kind: kind as DesktopNotice['kind'], task: textOf(task) }
}

const countOf = (argument: unknown): number => {
  if (!Number.isInteger(argument) || (argument as number) < 0) throw new Error('a count expected')
  return argument as number
}

/** Answers what the windows ask of the shell: the shell's half of `Bridge`. */
export const answerRequests = ({
  windows,
  core,
  startup,
  guard,
  notices,
  authorize,
  salvage,
  profile,
}: Parts): void => {
  const answers: Record<ShellRequest, (argument: unknown, asker: BrowserWindow) => unknown> = {
    state: () => startup.state(),
    passphrase: (text) => startup.givePassphrase(textOf(text)),
    authorize: (url, asker) => authorize(textOf(url), asker),
    openWindow: (patient) => void windows.open(patient === undefined ? undefined : textOf(patient)),
    retry: () => startup.retry(),
    startAfresh: () => startup.startAfresh(),
    showProfile: async () => void (await shell.openPath(profile)),
    quit: () => app.quit(),
    quitAnyway: () => guard.quitAnyway(),
    print: (_argument, asker) => print(asker),
    printPages: (paper, asker) => printPages(asker, paperOf(paper)),
    savePdf: (paper, asker) => savePdf(asker, paperOf(paper)),
    saveCopy: (text, asker) => saveCopy(asker, textOf(text)),
    saveFile: (pdf, asker) => saveFile(asker, textOf(pdf)),
    openAddress: (text) => openAddress(textOf(text)),
    chooseFile: (title, asker) => chooseFile(asker, textOf(title)),
    salvage: (_argument, asker) => salvage(asker),
    notify: (notice) => notices.show(noticeOf(notice)),
    badge: (count) => notices.badge(countOf(count)),
  }

  ipcMain.handle(channel.request, (event, request: ShellRequest, argument: unknown) => {
    const asker = BrowserWindow.fromWebContents(event.sender)
    if (!isOurs(event) || !asker || !Object.hasOwn(answers, request)) throw new Error('refused')
    return answers[request](argument, asker)
  })
  ipcMain.on(channel.hello, (event) => {
    const facts: WindowFacts = { appVersion: app.getVersion(), patient: windows.patientOf(event.sender) }
    event.returnValue = facts
    core.join(event.sender)
  })
  ipcMain.on(channel.message, (event, message: unknown) => {
    if (isOurs(event)) core.relay(event.sender, message)
  })
  startup.onState((state) => windows.send(channel.state, state))
}
