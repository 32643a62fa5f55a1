import type { CodeListView, ImportedSystem } from '../../../shared/contract/views/terminology.js'
import { send, shell, toast, toastRefusal, useKeys } from '../../data/index.js'
import { Button, Dialog } from '../../ui/index.js'

/** The lists in the clinic's words, with the key of each. */
export const kinds: Record<
  ImportedSystem,
  { title: string; short: string; things: string; keys: string; file: string; from: string }
> = {
  condition: {
    title: 'Problems (ICD-10-CM)',
    short: 'problems',
    things: 'codes',
    keys: 'p',
    file: 'the order file, icd10cm-order-….txt',
    from: 'CMS publishes it every October, and in April when something changes: cms.gov, “ICD-10-CM files”.',
  },
  medication: {
    title: 'Medicines (Orange Book)',
    short: 'medicines',
    things: 'products',
    keys: 'm',
    file: 'products.txt of the Orange Book',
    from: 'FDA publishes it every month: fda.gov, “Orange Book data files”. Insulins and other biologics are not in it.',
  },
}

export const count = (n: number): string => n.toLocaleString('en-GB')

/** Asks for the file and begins to read it; what comes of it is shown by the list itself. */
export async function chooseList(system: ImportedSystem): Promise<void> {
  const { title, file } = kinds[system]
  const path = await shell.chooseFile(`${title}: ${file}`)
  if (path === null) return
  const result = await send('terminology.import', { system, file: path })
  if (!result.ok) toastRefusal(result.refusal)
}

export async function stopList(system: ImportedSystem): Promise<void> {
  const result = await send('terminology.stop', { system })
  if (!result.ok) toastRefusal(result.refusal)
}

/** Removing cannot be undone without the file, so it is asked. */
export function RemoveList({ list, onClose }: { list: CodeListView; onClose: () => void }) {
  const { title, short, things } = kinds[list.system]
  const remove = async () => {
    onClose()
    const result = await send('terminology.remove', { system: list.system })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`The imported list of ${short} was removed`)
  }
  useKeys('Remove the list', [{ keys: 'Mod+Enter', label: 'Remove it', run: () => void remove(), inText: true }])
  return (
    <Dialog
      title={`Remove the list of ${short}`}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button look="danger" icon="trash" keys="Mod+Enter" onPress={() => void remove()}>
            Remove
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Keep it
          </Button>
        </>
      }
    >
      <p>
        {title}: {count(list.current?.codes ?? 0)} {things} from {list.current?.file}. Notes and charts keep what they
        have. Only the {count(list.short)} of the short list are found until a list is imported again.
      </p>
    </Dialog>
  )
}
