import { describe, expect, it } from 'vitest'
import { attachmentTrouble, formOf, isWhatItSays, typeOfBytes } from '../../../../shared/domain/message/attachment.js'
import { messageKind } from '../../../../shared/domain/message/kind.js'
import { portalOf } from '../../../../shared/domain/message/portal.js'

const staff = 'Practitioner'
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])
const pdf = new TextEncoder().encode('%PDF-1.7')

describe('the kind of a message', () => {
  it.each([
    ['a patient wrote it', undefined, 'Patient', [staff], 'patient'],
    ['a parent wrote it', undefined, 'RelatedPerson', [staff], 'patient'],
    ['a patient gets it', undefined, staff, ['Patient'], 'patient'],
    ['a patient gets it among others, though it says team', 'team', staff, [staff, 'Patient'], 'patient'],
    ['it says team', 'team', staff, [], 'team'],
    ['only colleagues are in it', undefined, staff, ['CareTeam', staff], 'team'],
    ['nobody knows who gets it', undefined, staff, [], 'patient'],
    ['nobody knows what one of them is', undefined, staff, [staff, undefined], 'patient'],
    ['it is a call', 'contact', staff, ['Patient'], 'contact'],
  ])('where %s', (_words, category, sender, recipients, kind) => {
    expect(messageKind({ category, sender, recipients })).toBe(kind)
  })
})

describe('a portal', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  it.each([
    [true, null, 'yes'],
    [false, '2026-11-20T10:00:00.000Z', 'no'],
    [undefined, '2026-11-20T10:00:00.000Z', 'yes'],
    [undefined, '2025-05-23T10:00:00.000Z', 'yes'],
    [undefined, '2025-05-20T10:00:00.000Z', 'unknown'],
    [undefined, null, 'unknown'],
  ] as const)('recorded %s, last wrote %s: %s', (recorded, wrote, portal) => {
    expect(portalOf(recorded, wrote, now)).toBe(portal)
  })
})

describe('a file', () => {
  it('is known by its first bytes', () => {
    expect(typeOfBytes(png)).toBe('image/png')
    expect(typeOfBytes(pdf)).toBe('application/pdf')
    expect(typeOfBytes(new TextEncoder().encode('RIFF1234WEBP'))).toBe('image/webp')
    expect(typeOfBytes(new TextEncoder().encode('MZ'))).toBeUndefined()
  })

  it('is shown only as what it is', () => {
    expect(formOf('IMAGE/PNG; name=x')).toBe('picture')
    expect(formOf('image/svg+xml')).toBe('other')
    expect(formOf('text/html')).toBe('other')
    expect(isWhatItSays('image/jpeg', png)).toBe(true)
    expect(isWhatItSays('image/png', pdf)).toBe(false)
    expect(isWhatItSays('text/plain', new TextEncoder().encode('Grüße\r\n\tund'))).toBe(true)
    expect(isWhatItSays('text/plain', png)).toBe(false)
  })

  it('goes out as a picture or a PDF, together no larger than 1.4 MB', () => {
    expect(attachmentTrouble([])).toBeUndefined()
    expect(attachmentTrouble([{ contentType: 'image/png', bytes: png }])).toBeUndefined()
    expect(attachmentTrouble([{ contentType: 'image/png', bytes: new Uint8Array() }])).toContain('empty')
    expect(attachmentTrouble([{ contentType: 'text/plain', bytes: pdf }])).toContain('Only')
    const half = new Uint8Array(700_001)
    half.set(png)
    expect(attachmentTrouble([half, half].map((bytes) => ({ contentType: 'image/png', bytes })))).toContain('1.4 MB')
  })
})
