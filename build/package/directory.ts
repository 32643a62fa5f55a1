import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Configuration, Platform } from 'electron-builder'
import { electronRuntime } from '../electron-runtime/index.ts'
import { root } from '../root.ts'
import { pinnedNode } from '../setup.mjs'

const output = join(root, 'out/package')

/** The older runtime cannot load the store: Node goes along, and the loader it was started by stays behind. */
const onOlderRuntime = (folder: string, version: string): Configuration => ({
  electronDist: folder,
  electronVersion: version,
  beforePack: ({ packager }) => {
    // This fuse came after it.
    delete packager.config.electronFuses?.grantFileProtocolExtraPrivileges
  },
  extraResources: [{ from: pinnedNode, to: 'node' }],
  afterPack: async ({ appOutDir }) => rmSync(join(appOutDir, 'resources/app'), { recursive: true, force: true }),
})

/** Packages the built app for this machine as a plain folder, without installers. Answers its executable. */
export const packageDirectory = async (say: (line: string) => void): Promise<string> => {
  const runtime = electronRuntime(say)
  await build({
    projectDir: root,
    targets: Platform.current().createTarget('dir'),
    config: {
      extends: 'electron-builder.yml',
      ...(runtime.official ? {} : onOlderRuntime(runtime.folder, runtime.version)),
    },
  })
  const executables = {
    linux: 'linux-unpacked/rounds',
    win32: 'win-unpacked/Rounds.exe',
    darwin: `mac${process.arch === 'arm64' ? '-arm64' : ''}/Rounds.app/Contents/MacOS/Rounds`,
  }
  const path = executables[process.platform as keyof typeof executables]
  if (!path) throw new Error(`Rounds is not packaged for ${process.platform}.`)
  return join(output, path)
}
