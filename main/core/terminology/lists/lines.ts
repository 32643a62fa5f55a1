import { open } from 'node:fs/promises'
import { pipeline, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { RefusedList } from './refused.js'

export interface Line {
  text: string
  /** From 1. */
  number: number
  /** Whether it ends with a line break, as every line of these files does. */
  ended: boolean
  /** How much of the file has been read, from 0 to 1. */
  done: number
}

/** No line of the official files is nearly so long: a file of something else. */
const longest = 4_000

/**
 * The lines of a file, plain or gzipped whatever its name says, as they come from the disk: a few kilobytes at a time.
 *
 * @throws RefusedList where it is no text, or a gzipped file that is damaged or cut off
 */
export async function* linesOf(path: string, signal: AbortSignal): AsyncGenerator<Line> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new RefusedList(error.code === 'ENOENT' ? 'The file is not there any more.' : 'The file cannot be read.')
  })
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw new RefusedList('This is a folder, not a file.')
    if (stat.size === 0) throw new RefusedList('The file is empty.')
    const first = Buffer.alloc(2)
    await file.read(first, 0, 2, 0)
    let read = 0
    const counting = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        read += chunk.length
        done(null, chunk)
      },
    })
    const raw = file.createReadStream({ start: 0, autoClose: false, highWaterMark: 64 * 1024 })
    const isGzipped = first[0] === 0x1f && first[1] === 0x8b
    const failed = (): void => {}
    const bytes = isGzipped ? pipeline(raw, counting, createGunzip(), failed) : pipeline(raw, counting, failed)
    let rest = ''
    let number = 0
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      if (signal.aborted) return
      const text = rest + chunk.toString('latin1')
      const lines = text.split('\n')
      rest = lines.pop() as string
      for (const line of lines) {
        number += 1
        yield { text: line.endsWith('\r') ? line.slice(0, -1) : line, number, ended: true, done: read / stat.size }
      }
      if (rest.length > longest) throw new RefusedList('this is longer than any line of such a file.', number + 1)
    }
    if (rest !== '') yield { text: rest, number: number + 1, ended: false, done: 1 }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') throw new RefusedList('The file is cut off: the rest of it is missing. Fetch it again.')
    if (code.startsWith('Z_')) throw new RefusedList('The file is damaged: it cannot be unpacked. Fetch it again.')
    throw error
  } finally {
    await file.close()
  }
}
