import type { Attachment } from '@medplum/fhirtypes'
import type { AttachmentContent } from '../../../../shared/contract/views/work/messages.js'
import { formOf, isWhatItSays, mostShown } from '../../../../shared/domain/message/attachment.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import type { EhrFile } from '../../sync/file.js'
import type { Context } from '../context.js'

/** The refusal where the record that had the file is gone, or never was here. */
export const fileNotHere = refuse('not-found', 'This file is not on this workstation any more.')
const tooLarge = refuse('invalid', 'This file is larger than 10 MB. Open it in the EHR.')

/** Base64, or nothing that can be read. */
const isBase64 = (data: string): boolean => /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(data)

/**
 * The content of a file that stands in a record, or that the record refers to and the EHR keeps. What is damaged, too
 * large, or not what it says it is, is refused.
 */
export async function fileIn(context: Context, attachment: Attachment): Promise<Result<AttachmentContent>> {
  const { contentType = '', data, url, size } = attachment
  if ((size ?? 0) > mostShown) return tooLarge
  const file: Result<EhrFile> = data ? ok({ contentType, data }) : url ? await context.sync.file(url) : fileNotHere
  if (!file.ok) return file
  // What the record calls it is what its sender was shown; what the EHR calls it counts where the record is silent.
  const type = contentType || file.value.contentType
  if (file.value.data.length > (mostShown * 4) / 3 + 4) return tooLarge
  const bytes = new Uint8Array(Buffer.from(file.value.data, 'base64'))
  if (!isBase64(file.value.data) || bytes.length === 0 || !isWhatItSays(type, bytes))
    return refuse('invalid', 'This file is damaged, or is not what it says it is. It is not opened.')
  return ok({ form: formOf(type), contentType: type, data: file.value.data })
}
