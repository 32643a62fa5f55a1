import { app, powerMonitor, session } from 'electron'
import { registerAppScheme, serveApp } from './app-scheme.js'
import { createCoreLink } from './core-link.js'
import { readFlags } from './flags.js'
import { denyPermissions, lockPages } from './hardening.js'
import { unlockKey } from './keychain.js'
import { openLog } from './log.js'
import { setMenu } from './menu.js'
import { createNotices } from './notices.js'
import { savePicture } from './picture.js'
import { bundles, moveChromiumInto, profileFolder } from './places.js'
import { createPracticeEhr } from './practice-ehr.js'
import { createProfile } from './profile.js'
import { guardQuit } from './quit.js'
import { answerRequests } from './requests.js'
import { salvage } from './salvage.js'
import { serviceRunner } from './service/runner.js'
import { createSignIn } from './sign-in.js'
import { createStartup, type Startup } from './startup.js'
import { systemKeychain } from './system-keychain.js'
import { createWindows } from './windows.js'

const flags = readFlags(process.argv.slice(1), process.env)
const folder = profileFolder(flags)
moveChromiumInto(folder)
registerAppScheme()
// Chromium refuses its sandbox to root, who says so by a flag of Chromium's own (containers, tests).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
lockPages()
// As the package's shortcut is called: without it Windows shows no notification.
app.setAppUserModelId('org.example.rounds')

const begin = async () => {
  await app.whenReady()
  const log = openLog(folder)
  // Electron's own answer to an unforeseen error is a dialog that stops everything, quitting too, until someone sees it.
  process.on('uncaughtException', (error: Error & { code?: string }) => {
    log('shell-error', { name: error.name, code: error.code })
  })
  log('start', { version: app.getVersion(), electron: process.versions.electron, platform: process.platform })
  const { renderer, core: coreModule, ehr: ehrModule } = bundles()
  // Kept on disk for the windows' layout and looks alone; pages have no cache and hold no content there.
  const pages = session.fromPartition('persist:rounds', { cache: false })
  denyPermissions(pages)
  serveApp(pages, renderer)

  const profile = createProfile(folder)
  const windows = createWindows(pages, folder, log)
  const guard = guardQuit(windows, () => startup.stop(), log)
  const runner = serviceRunner()
  const core = createCoreLink(runner, coreModule, log, {
    onReady: () => startup.coreReady(),
    onStarting: (...progress) => startup.progress(...progress),
    onFailed: (failure, message) => startup.coreFailed(failure, message),
    onRestarting: () => startup.coreRestarting(),
    onKeepsStopping: () =>
      startup.coreFailed('core-keeps-stopping', 'Rounds’ engine keeps stopping. What was saved is safe.'),
    onUnsent: (count, needsYou) => guard.setUnsent({ count, needsYou }),
  })
  const ehr = createPracticeEhr(runner, ehrModule, log, (...progress) => startup.progress(...progress))
  const testKey = app.isPackaged ? undefined : process.env.ROUNDS_TEST_KEYCHAIN
  const startup: Startup = createStartup({
    profile,
    flags,
    core,
    ehr,
    log,
    unlock: async (ask) =>
      testKey ? Buffer.from(testKey, 'hex') : unlockKey(profile.keyFile, profile.hasStore(), systemKeychain, ask),
    passphrase: app.isPackaged ? undefined : process.env.ROUNDS_PASSPHRASE,
  })
  answerRequests({
    windows,
    core,
    startup,
    guard,
    notices: createNotices(windows, log),
    authorize: createSignIn(startup.ehrUrl),
    salvage: async (asker) => {
      const facts = startup.salvageFacts()
      if (!facts) return { outcome: 'failed', message: 'Without its key nobody can read the data here.' }
      const done = await salvage(asker, runner, coreModule, facts)
      log('salvage', { outcome: done.outcome })
      return done
    },
    profile: folder,
  })
  setMenu(() => windows.open())
  powerMonitor.on('suspend', () => core.tell({ t: 'sleep' }))
  powerMonitor.on('resume', () => core.tell({ t: 'wake' }))
  app.on('second-instance', windows.focusFirst)
  app.on('activate', windows.focusFirst)

  const window = windows.open()
  const started = startup.run()
  if (flags.firstScreen && !app.isPackaged) {
    const settled = () => ['ready', 'passphrase', 'failed'].includes(startup.state().phase)
    await savePicture(window, settled, flags.firstScreen)
  }
  await started
}

if (app.requestSingleInstanceLock()) void begin()
else {
  if (!app.isPackaged) console.log('Rounds is open on this profile already; its window was brought to the front.')
  app.exit(0)
}
