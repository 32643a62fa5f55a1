import type { LocalId } from '../../../shared/kernel/ids.js'
import { openDocumentFile, saveOpened, useBinding, useLive } from '../../data/index.js'
import { FileCard } from '../../ui/index.js'

/** The files of a document that came from elsewhere: where it has no words of its own, the first is shown at once. */
export function NoteFiles({ patient, note }: { patient: LocalId; note: LocalId }) {
  const which = { patient, document: note }
  const { data: document } = useLive('document.view', which)
  const { writable } = useBinding(patient)
  if (!document) return null
  return (
    <section className="note-files" aria-label="Files of this document">
      {document.files.map((file, at) => (
        <FileCard
          key={file.index}
          file={{ ...file, title: file.title ?? document.title }}
          opensItself={writable && !document.text && at === 0}
          open={() => openDocumentFile({ ...which, index: file.index })}
          save={saveOpened}
        />
      ))}
    </section>
  )
}
