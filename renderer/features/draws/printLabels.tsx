import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { DrawTube } from '../../../shared/contract/views/draw.js'
import type { PatientCore } from '../../../shared/contract/views/patient.js'
import { shell } from '../../data/index.js'
import { Label } from './Label.js'

/**
 * Prints labels, one to a page of the label's size; resolves false when cancelled. The sheet is in the document only
 * while it prints, and everything else is left out of print meanwhile.
 */
export async function printLabels(
  patient: PatientCore,
  labels: readonly { tube: DrawTube; accession: string }[],
): Promise<boolean> {
  const sheet = document.createElement('div')
  sheet.className = 'draws-print'
  document.body.append(sheet)
  document.body.dataset.printing = 'labels'
  const root = createRoot(sheet)
  const at = new Date()
  // The page is a label only for this print; named pages get no size of their own before Chromium 131.
  const page = new CSSStyleSheet()
  page.replaceSync('@page { size: 57mm 32mm; margin: 0 }')
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page]
  flushSync(() =>
    root.render(labels.map((label) => <Label key={label.accession} patient={patient} {...label} at={at} />)),
  )
  try {
    return await shell.print()
  } finally {
    root.unmount()
    sheet.remove()
    delete document.body.dataset.printing
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== page)
  }
}
