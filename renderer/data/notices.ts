import type { Events } from '../../shared/contract/contract.js'
import { client } from './connection.js'
import { toast } from './toasts.js'

/** Shows what the core says of its own accord. */
export function followNotices(): void {
  client.onEvent((name, data) => {
    if (name !== 'notice') return
    const notice = data as Events['notice']
    toast(notice.text, notice.tone === 'information' ? {} : { tone: notice.tone })
  })
}
