import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import { channel, type ShellRequest, type WindowFacts } from '../shared/contract/channel.js'
import type { Bridge, ShellState } from '../shared/contract/shell.js'
import { createCoreLine } from './core-line.js'

const facts: WindowFacts = ipcRenderer.sendSync(channel.hello)

const ask = (request: ShellRequest, argument?: unknown) => ipcRenderer.invoke(channel.request, request, argument)

/** Calls the handler with what the shell says on that channel. */
const listen = <T>(name: string, handler: (said: T) => void) => {
  ipcRenderer.on(name, (_event: IpcRendererEvent, said: T) => handler(said))
}

const line = createCoreLine(ipcRenderer)

const bridge: Bridge = {
  ...line,
  shell: {
    state: () => ask('state'),
    onState: (handler) => listen<ShellState>(channel.state, handler),
    passphrase: (text) => ask('passphrase', text),
    authorize: (url) => ask('authorize', url),
    openWindow: (patient) => ask('openWindow', patient),
    retry: () => ask('retry'),
    startAfresh: () => ask('startAfresh'),
    showProfile: () => ask('showProfile'),
    quit: () => ask('quit'),
    quitAnyway: () => ask('quitAnyway'),
    print: () => ask('print'),
    printPages: (paper) => ask('printPages', paper),
    savePdf: (paper) => ask('savePdf', paper),
    saveCopy: (text) => ask('saveCopy', text),
    saveFile: (pdf) => ask('saveFile', pdf),
    openAddress: (address) => ask('openAddress', address),
    chooseFile: (title) => ask('chooseFile', title),
    salvage: () => ask('salvage'),
    notify: (notice) => ask('notify', notice),
    badge: (count) => ask('badge', count),
    onNotice: (handler) => listen<string>(channel.noticeOpened, handler),
    onQuitAsked: (handler) => listen<{ count: number; needsYou: number }>(channel.quitAsked, handler),
    versions: { app: facts.appVersion, electron: process.versions.electron ?? '', platform: process.platform },
    patient: facts.patient,
  },
}

contextBridge.exposeInMainWorld('rounds', bridge)
