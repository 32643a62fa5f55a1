/** What an attachment is shown as. Anything else is named and not opened. */
export type AttachmentForm = 'picture' | 'pdf' | 'text' | 'other'

/** What may go out, and how large all of one message's may be, bytes: as the pictures of a note, inside the message. */
export const sendable: readonly string[] = ['image/jpeg', 'image/png', 'application/pdf']
export const mostSent = 1_400_000
/** The largest that is shown, bytes. */
export const mostShown = 10_000_000

const starts: readonly { type: string; bytes: readonly number[] }[] = [
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
]

/** The type that the first bytes of a file show, whatever it is called: JPEG, PNG, GIF, WebP or PDF. */
export function typeOfBytes(bytes: Uint8Array): string | undefined {
  const found = starts.find((start) => start.bytes.every((byte, at) => bytes[at] === byte))?.type
  if (found) return found
  const word = (from: number) => String.fromCharCode(...bytes.slice(from, from + 4))
  return word(0) === 'RIFF' && word(8) === 'WEBP' ? 'image/webp' : undefined
}

const pictures: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']

/** How an attachment that says it is of this type is shown, once its bytes agree. */
export function formOf(contentType: string | undefined): AttachmentForm {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (pictures.includes(type)) return 'picture'
  if (type === 'application/pdf') return 'pdf'
  return type === 'text/plain' ? 'text' : 'other'
}

/** Whether the bytes are what the attachment says they are. Text has no control characters but tabs and line ends. */
export function isWhatItSays(contentType: string | undefined, bytes: Uint8Array): boolean {
  const form = formOf(contentType)
  const type = typeOfBytes(bytes)
  if (form === 'picture') return type !== undefined && pictures.includes(type)
  if (form === 'pdf') return type === 'application/pdf'
  if (form === 'text')
    return type === undefined && !bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)
  return true
}

/** Why files may not go out with a message, in words; undefined when they may. Sizes in bytes. */
export function attachmentTrouble(files: readonly { contentType: string; bytes: Uint8Array }[]): string | undefined {
  if (files.some(({ bytes }) => bytes.length === 0)) return 'One of the files is empty.'
  if (files.some(({ contentType, bytes }) => !sendable.includes(contentType) || typeOfBytes(bytes) !== contentType))
    return 'Only JPEG and PNG pictures and PDF documents can be sent.'
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (size > mostSent) return 'The files are larger than 1.4 MB together. Send fewer, or a smaller picture.'
  return undefined
}
