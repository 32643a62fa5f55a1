declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** A resource's local id: a UUID it keeps for ever, whatever id the server gives it. */
export type LocalId = Branded<'LocalId'>
/** A FHIR instant, UTC with milliseconds: `2026-11-22T10:31:07.123Z`. */
export type Instant = Branded<'Instant'>
/** A FHIR date, possibly partial: `1979-03-12`, `1979-03`, `1979`. */
export type DateText = Branded<'DateText'>

export const asLocalId = (text: string): LocalId => text as LocalId
export const asInstant = (text: string): Instant => text as Instant
export const asDateText = (text: string): DateText => text as DateText
