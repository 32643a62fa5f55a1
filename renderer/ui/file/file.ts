export type FileForm = 'picture' | 'pdf' | 'text' | 'other'

/** A file that belongs to a message or a document, before it is opened. */
export interface FileFacts {
  title: string
  form: FileForm
  /** Bytes */
  size?: number
}

/** A file as it is shown; `data` is base64. */
export interface OpenedFile {
  form: FileForm
  contentType: string
  data: string
}

export const formWords: Record<FileForm, string> = { picture: 'picture', pdf: 'PDF', text: 'text', other: 'file' }

/** `12 kB`, `1.3 MB` */
export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
