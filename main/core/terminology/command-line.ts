import { type ImportedSystem, importedSystems } from '../../../shared/contract/views/terminology.js'
import { toInstant } from '../../../shared/kernel/dates.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import { currentList } from '../store/code-list.js'
import { openOrRecover } from '../store/recover.js'
import { ListImports } from './import.js'
import { RefusedList } from './lists/refused.js'

interface Wanted {
  profile: string
  keyHex: string
  system: string
  file: string
}

/** Shows, imports or removes a profile's code lists from the command line; the profile must not be open elsewhere. */
export async function workOnLists(
  command: 'lists' | 'import' | 'remove',
  { profile, keyHex, system, file }: Wanted,
): Promise<void> {
  if (command !== 'lists' && !isImported(system)) throw new RefusedList(`--system is ${importedSystems.join(' or ')}.`)
  const at = (): Instant => toInstant(new Date())
  const store = openOrRecover(profile, keyHex, at())
  const imports = new ListImports(store, at)
  try {
    if (command === 'import') await read(imports, system as ImportedSystem, file)
    else if (command === 'remove' && !imports.remove(system as ImportedSystem))
      console.log('There is no imported list.')
    await imports.clear()
    for (const each of importedSystems) {
      const list = currentList(store.db, each)
      const words = list
        ? `${list.edition} ${list.codes} codes, ${list.retired} of earlier lists, ${list.file}, imported ${list.loaded_at}`
        : 'none'
      console.log(`${`${each}:`.padEnd(13)}${words}`)
    }
  } finally {
    await imports.close()
    store.close()
  }
}

const isImported = (system: string): system is ImportedSystem => importedSystems.some((each) => each === system)

async function read(imports: ListImports, system: ImportedSystem, file: string): Promise<void> {
  const tell = setInterval(() => {
    const { loading } = imports.state(system)
    if (loading) process.stderr.write(`\r${Math.round(loading.done * 100)} %  ${loading.codes} codes `)
  }, 250)
  const stop = (): void => imports.stop(system)
  process.once('SIGINT', stop)
  try {
    const codes = await imports.load(system, file, null)
    console.log(codes === undefined ? '\nStopped. The list in use is as it was.' : `\n${codes} codes were taken in.`)
  } finally {
    clearInterval(tell)
    process.off('SIGINT', stop)
  }
}
