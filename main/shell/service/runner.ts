import { join } from 'node:path'
import { app } from 'electron'
import { testServices } from '../places.js'
import { forkedRunner } from './forked.js'
import type { ServiceRunner } from './service.js'
import { utilityRunner } from './utility.js'

/** The store's native part needs this version of Node-API. */
const neededNodeApi = 10

/** Services speak to a developer's terminal only: what they say could hold what no log may. */
const sayInDevelopment = (text: string) => {
  if (!app.isPackaged) process.stderr.write(text)
}

const node = () => {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return app.isPackaged ? join(process.resourcesPath, name) : join(app.getAppPath(), 'node_modules/node/bin', name)
}

/** Utility processes where this runtime can load the store, else processes of the Node that comes along. */
export const serviceRunner = (): ServiceRunner => {
  const canLoad = Number(process.versions.napi) >= neededNodeApi || testServices() !== undefined
  return canLoad ? utilityRunner(sayInDevelopment) : forkedRunner(node(), sayInDevelopment)
}
