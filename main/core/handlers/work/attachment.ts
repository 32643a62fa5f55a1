import { attachmentsOf } from '../../store/message.js'
import type { CommandHandlers } from '../context.js'
import { fileIn, fileNotHere } from './file.js'
import { mayRead, placeOf } from './threads.js'

export const attachmentCommands = {
  'attachment.open': {
    async run(context, { message, index }, { who }) {
      const place = placeOf(context, message)
      const resource = context.store.read('Communication', message)
      if (!place || !resource || !mayRead(context, place, who.id)) return fileNotHere
      const attachment = attachmentsOf(resource)[index]?.contentAttachment
      return attachment ? fileIn(context, attachment) : fileNotHere
    },
  },
} satisfies Partial<CommandHandlers>
