import type { Printed, SavedPdf } from '../../../../shared/contract/shell.js'

/** What is said when a print or a PDF did not come about; undefined when it did. */
export function problemOf(outcome: Printed | SavedPdf): string | undefined {
  switch (outcome) {
    case 'no-printer':
      return 'No printer is set up on this computer. Save it as a PDF, or set up a printer and try again.'
    case 'cancelled':
      return 'Nothing was printed or saved: it was cancelled.'
    case 'no-space':
      return 'The disk is full, so the PDF was not saved. Free some space, or choose another place.'
    case 'not-allowed':
      return 'Files may not be saved there. Choose another folder.'
    case 'failed':
      return 'It did not work. Nothing was printed or saved; please try again.'
    default:
      return undefined
  }
}
