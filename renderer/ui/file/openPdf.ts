import { GlobalWorkerOptions, getDocument, type PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/** Where the build puts what some PDFs need and do not bring: see `build/bundle/pdf-data.ts`. */
const dataUrl = new URL('pdf/', document.baseURI).href

interface DataAsked {
  kind: 'cMapUrl' | 'standardFontDataUrl' | 'wasmUrl'
  filename: string
}

const bytesOf = (data: string): Uint8Array => Uint8Array.from(atob(data), (char) => char.charCodeAt(0))

/** Letter tables and standard fonts as modules of the app: the page may connect to nothing, so that it cannot fetch them. */
class BinaryDataFactory {
  async fetch({ filename }: DataAsked): Promise<Uint8Array> {
    const module: { default: string } = await import(/* @vite-ignore */ `${dataUrl}${filename}.js`)
    return bytesOf(module.default)
  }
}

/** Pictures with more dots than this are left out by the reader rather than filling the memory. */
const mostDots = 100_000_000

/** Opens a PDF, given as base64, in a thread of its own. Scripts and forms in it do nothing. */
export const openPdf = (data: string): PDFDocumentLoadingTask =>
  getDocument({
    data: bytesOf(data),
    BinaryDataFactory,
    cMapUrl: dataUrl,
    standardFontDataUrl: dataUrl,
    wasmUrl: dataUrl,
    useWorkerFetch: false,
    // Code in WebAssembly is not allowed to this page either; the reader has the same as plain modules.
    useWasm: false,
    enableXfa: false,
    maxImageSize: mostDots,
  })

/** Why a PDF cannot be shown, in words. */
export function pdfTrouble(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException')
    return 'This PDF is locked with a password. Save it and open it with the password, or ask for it without one.'
  if (name === 'InvalidPDFException') return 'This PDF is damaged and cannot be shown. Ask for it once more.'
  return 'This PDF cannot be shown here. Save it to read it elsewhere.'
}
