/** Routes of administration by SNOMED CT concept (FHIR R4 route-codes value set). */
export const routes = {
  oral: { code: '26643006', display: 'Oral route', words: 'by mouth' },
  sublingual: { code: '37839007', display: 'Sublingual route', words: 'under the tongue' },
  topical: { code: '6064005', display: 'Topical route', words: 'on the skin' },
  transdermal: { code: '45890007', display: 'Transdermal route', words: 'through the skin' },
  inhalation: { code: '447694001', display: 'Respiratory tract route', words: 'inhaled' },
  nasal: { code: '46713006', display: 'Nasal route', words: 'into the nose' },
  ophthalmic: { code: '54485002', display: 'Ophthalmic route', words: 'into the eye' },
  otic: { code: '10547007', display: 'Otic route', words: 'into the ear' },
  vaginal: { code: '16857009', display: 'Per vagina', words: 'into the vagina' },
  rectal: { code: '37161004', display: 'Per rectum', words: 'into the rectum' },
  subcutaneous: { code: '34206005', display: 'Subcutaneous route', words: 'under the skin' },
  intramuscular: { code: '78421000', display: 'Intramuscular route', words: 'into a muscle' },
  intravenous: { code: '47625008', display: 'Intravenous route', words: 'into a vein' },
} as const satisfies Record<string, { code: string; display: string; words: string }>

export type RouteKey = keyof typeof routes
