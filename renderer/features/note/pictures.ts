import type { LocalId } from '../../../shared/kernel/ids.js'
import { client, send, toast, toastRefusal } from '../../data/index.js'
import type { Pictures } from '../../editor/index.js'

async function base64Of(blob: Blob): Promise<string> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
  return address.slice(address.indexOf(',') + 1)
}

const bytesOf = (data: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(data), (char) => char.charCodeAt(0))

/** A note's pictures, kept by the core: on the disk before the note shows them. */
export const picturesOf = (patient: LocalId, note: LocalId): Pictures => ({
  keep: async (id, { blob }, alt) => {
    const contentType = blob.type as 'image/jpeg' | 'image/png'
    const data = await base64Of(blob)
    const result = await send('note.picture', { patient, note, picture: id as LocalId, contentType, data, alt })
    if (!result.ok) toastRefusal(result.refusal)
    return result.ok
  },
  watch: (id, show) => {
    const watch = client.watch('picture.view', { patient, picture: id as LocalId })
    let shown: string | undefined
    const look = () => {
      const { data } = watch.current()
      if (data === undefined || data?.data === shown) return
      shown = data?.data
      show(data ? new Blob([bytesOf(data.data)], { type: data.contentType }) : null)
    }
    const stop = watch.subscribe(look)
    look()
    return stop
  },
  say: (problem) => toast(problem, { tone: 'attention', stays: 9000, about: 'picture' }),
})
