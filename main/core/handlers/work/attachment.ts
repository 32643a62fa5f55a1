import { formOf, isWhatItSays, mostShown } from '../../../../shared/domain/message/attachment.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { attachmentsOf } from '../../store/message.js'
import type { EhrFile } from '../../sync/file.js'
import type { CommandHandlers } from '../context.js'
import { mayRead, placeOf } from './threads.js'

const notHere = refuse('not-found', 'This file is not on this workstation any more.')
const tooLarge = refuse('invalid', 'This file is larger than 10 MB. Open it in the EHR.')

/** Base64, or nothing that can be read. */
const isBase64 = (data: string): boolean => /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(data)

export const attachmentCommands = {
  'attachment.open': {
    async run(context, { message, index }, { who }) {
      const place = placeOf(context, message)
      const resource = context.store.read('Communication', message)
      if (!place || !resource || !mayRead(context, place, who.id)) return notHere
      const attachment = attachmentsOf(resource)[index]?.contentAttachment
      if (!attachment) return notHere
      const { contentType = '', data, url, size } = attachment
      if ((size ?? 0) > mostShown) return tooLarge
      const file: Result<EhrFile> = data ? ok({ contentType, data }) : url ? await context.sync.file(url) : notHere
      if (!file.ok) return file
      // What the message calls it is what the sender was shown; what the EHR calls it counts where the message is silent.
      const type = contentType || file.value.contentType
      if (file.value.data.length > (mostShown * 4) / 3 + 4) return tooLarge
      const bytes = new Uint8Array(Buffer.from(file.value.data, 'base64'))
      if (!isBase64(file.value.data) || bytes.length === 0 || !isWhatItSays(type, bytes))
        return refuse('invalid', 'This file is damaged, or is not what it says it is. It is not opened.')
      return ok({ form: formOf(type), contentType: type, data: file.value.data })
    },
  },
} satisfies Partial<CommandHandlers>
