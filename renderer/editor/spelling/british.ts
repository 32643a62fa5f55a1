/** How British spelling writes the parts of medical words, and the same in American spelling. */
const parts: readonly (readonly [british: RegExp, american: string])[] = [
  [/haem/g, 'hem'],
  [/aemi(?=[ac])/g, 'emi'],
  [/aemic/g, 'emic'],
  [/(?<=rrh)oe(?=[ai])/g, 'e'],
  [/(?<=pn)oe(?=[ai])/g, 'e'],
  [/oedem/g, 'edem'],
  [/oesoph/g, 'esoph'],
  [/oestr/g, 'estr'],
  [/foet/g, 'fet'],
  [/coel(?=i)/g, 'cel'],
  [/caec/g, 'cec'],
  [/caes/g, 'ces'],
  [/faec/g, 'fec'],
  [/aeti/g, 'eti'],
  [/paed/g, 'ped'],
  [/gynaec/g, 'gynec'],
  [/anaesth/g, 'anesth'],
  [/aesthesi/g, 'esthesi'],
  [/leuco/g, 'leuko'],
  [/leucaem/g, 'leukem'],
  [/sulph/g, 'sulf'],
  [/tumour/g, 'tumor'],
  [/lys(?=e|i)/g, 'lyz'],
  [/(?<=.{3})is(?=(e|ed|es|ing|er|ers|ation|ations)$)/g, 'iz'],
  [/litre(?=s?$)/g, 'liter'],
  [/metre(?=s?$)/g, 'meter'],
  [/titre(?=s?$)/g, 'titer'],
  [/goitre(?=s?$)/g, 'goiter'],
]

/** The word in American spelling, lower case; undefined when nothing of it is British. */
export function american(word: string): string | undefined {
  const lower = word.toLowerCase()
  const other = parts.reduce((text, [british, replacement]) => text.replace(british, replacement), lower)
  return other === lower ? undefined : other
}
