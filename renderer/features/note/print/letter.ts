import type { NotePaper, PaperDocument, PaperSignature } from '../../../../shared/contract/views/paper.js'
import { dateForReading, localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { element } from './element.js'
import './letter.css'

export const moment = (at: Instant): string => `${dateForReading(localDate(new Date(at)))}, ${timeForReading(at)}`

/** The clinic at the head of the first page. */
export function letterhead({ clinic }: NotePaper): HTMLElement {
  const reach = [clinic.phone && `Telephone ${clinic.phone}`, clinic.fax && `Fax ${clinic.fax}`, clinic.email].filter(
    (line) => line !== undefined && line !== '',
  )
  return element(
    'section',
    'paper-letterhead',
    element('p', 'paper-clinic', clinic.name || 'Clinic'),
    element('div', 'paper-address', ...clinic.address.map((line) => element('p', '', line))),
    element('div', 'paper-address', ...reach.map((line) => element('p', '', line))),
  )
}

/** All that is printed below the banner, in one column: title, text, signatures, addenda. */
export function letter(paper: NotePaper): HTMLElement {
  const { note, addenda, addendaBegun } = paper
  return element(
    'div',
    'paper-letter',
    title(paper),
    ...text(note),
    signatures(note),
    ...addenda.map((addendum) =>
      element(
        'div',
        'paper-addendum',
        announcing(element('p', 'paper-addendum-title', addendum.title)),
        announcing(element('p', 'paper-facts', `Added by ${authorOf(addendum)}, ${moment(addendum.startedAt)}`)),
        ...text(addendum),
        signatures(addendum),
      ),
    ),
    ...addendaBegun.map((author) =>
      element('p', 'paper-remark', `An addendum by ${author} is being written. It is not signed and not printed here.`),
    ),
  )
}

const authorOf = ({ author, authorTitle }: PaperDocument): string =>
  authorTitle && !author.includes(authorTitle) ? `${author}, ${authorTitle.toLowerCase()}` : author

/** Stays with what comes after it. */
function announcing(line: HTMLElement): HTMLElement {
  line.dataset.announces = ''
  return line
}

function title({ note, visit, appends }: NotePaper): HTMLElement {
  const facts = [
    appends && `Addendum to “${appends.title}” of ${moment(appends.at)}`,
    visit &&
      [`Visit ${moment(visit.at)}`, visit.reason, visit.with && `with ${visit.with}`].filter(Boolean).join(' · '),
    `Written by ${authorOf(note)}, ${visit ? 'begun ' : ''}${moment(note.startedAt)}`,
  ].filter((fact) => fact !== undefined)
  const block = element(
    'div',
    'paper-title',
    element('h1', '', note.title),
    ...facts.map((fact) => element('p', 'paper-facts', fact)),
  )
  block.dataset.announces = ''
  block.dataset.together = ''
  return block
}

/** The sections of a document in which something is written. */
function text({ xhtml, empty, pictures }: PaperDocument): HTMLElement[] {
  if (empty) return [element('p', 'paper-remark', 'Nothing is written in this note.')]
  const page = new DOMParser().parseFromString(xhtml, 'application/xhtml+xml')
  if (page.querySelector('parsererror')) throw new Error('the text of a note is not well-formed')
  return [...page.querySelectorAll('body > section')]
    .map((section) => document.importNode(section, true) as HTMLElement)
    .map((section) => withPictures(section, pictures))
    .filter(isWritten)
}

/** Puts the pictures that are here where the text only names them. */
function withPictures(section: HTMLElement, pictures: PaperDocument['pictures']): HTMLElement {
  for (const named of section.querySelectorAll<HTMLElement>('p.picture')) {
    const source = pictures[named.dataset.id ?? '']
    if (source === undefined) continue
    const image = document.createElement('img')
    // Known before it is decoded, so that the pages are laid out with it.
    const [width = 1, height = 1] = (named.dataset.pixels ?? '').split(' ').map(Number)
    Object.assign(image, { width, height, src: source, alt: named.textContent ?? '' })
    image.style.width = `${Number(named.dataset.width)}%`
    image.style.height = 'auto'
    named.replaceChildren(image)
  }
  // On paper and in a PDF a link is its words and where it leads; nothing there can be followed.
  for (const link of section.querySelectorAll('a[href]')) {
    const href = (link.getAttribute('href') ?? '').replace(/^(mailto|tel):/i, '')
    link.removeAttribute('href')
    if (href !== link.textContent) link.append(` (${href})`)
  }
  return section
}

const isWritten = (section: HTMLElement): boolean =>
  [...section.children].some(
    (block) =>
      block.nodeName.toLowerCase() !== 'h2' && (block.textContent?.trim() !== '' || block.querySelector('img')),
  )

const notInTheEhr =
  'Signed on this workstation and not in the EHR yet when this was printed. Until it is there the signature may be taken back.'

function signatures({ status, signatures, author, startedAt, remarks, unsent }: PaperDocument): HTMLElement {
  const words = (remarks ?? []).map((remark) => element('p', 'paper-remark', remark))
  if (status !== 'signed') {
    const state = status === 'draft' ? 'Not signed.' : 'Discarded.'
    return block(
      'paper-unsigned',
      element('p', 'strong', state),
      element('p', '', `Draft by ${author}, begun ${moment(startedAt)}. It is not part of the record.`),
      ...words,
    )
  }
  if (unsent) words.unshift(element('p', 'paper-remark strong', notInTheEhr))
  if (signatures.length === 0) return block('paper-signature', element('p', '', 'Signed in another system.'), ...words)
  return block('paper-signatures', ...signatures.map(signature), ...words)
}

function block(className: string, ...content: HTMLElement[]): HTMLElement {
  const made = element('div', className, ...content)
  made.dataset.together = ''
  return made
}

function signature({ kind, name, title, at, seal, statement }: PaperSignature): HTMLElement {
  const who = title && !name.includes(title) ? `${name}, ${title.toLowerCase()}` : name
  return element(
    'div',
    'paper-signature',
    element('p', 'paper-signature-how', kind === 'signed' ? 'Electronically signed by' : 'Electronically co-signed by'),
    element('p', 'paper-signature-who', who),
    at && element('p', '', moment(at)),
    statement && element('p', '', `“${statement}”`),
    seal &&
      element(
        'p',
        seal.state === 'intact' ? 'paper-seal' : 'paper-seal paper-broken',
        seal.state === 'intact'
          ? `Seal ${seal.short}, intact: this is the text that was signed`
          : `Seal ${seal.short}, broken: this is not the text that was signed`,
      ),
  )
}
