import type { ReadyPicture } from './prepare.js'

/** What the editor needs of whoever keeps a note's pictures. */
export interface Pictures {
  /** Keeps a picture for good under that id; false when it could not be, which the person has then been told. */
  keep(id: string, picture: ReadyPicture, alt: string): Promise<boolean>
  /** Shows the bytes once they are here, null while they are not; answers how to stop. */
  watch(id: string, show: (bytes: Blob | null) => void): () => void
  /** Says a sentence to the person. */
  say(problem: string): void
}
