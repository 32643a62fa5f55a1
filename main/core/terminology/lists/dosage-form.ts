import type { RouteKey } from '../../../../shared/domain/medicine/route.js'

/** Dosage forms of the Orange Book in the words of a prescription; others keep their own in lower case. */
const forms: Record<string, string> = {
  'TABLET;ORAL': 'tablet',
  'TABLET;ORAL-21': 'tablet',
  'TABLET;ORAL-28': 'tablet',
  'TABLET, FILM COATED;ORAL': 'tablet',
  'TABLET, EXTENDED RELEASE;ORAL': 'ER tablet',
  'TABLET, DELAYED RELEASE;ORAL': 'DR tablet',
  'TABLET, ORALLY DISINTEGRATING;ORAL': 'dissolving tablet',
  'TABLET, CHEWABLE;ORAL': 'chewable tablet',
  'TABLET;SUBLINGUAL': 'sublingual tablet',
  'FILM;BUCCAL, SUBLINGUAL': 'sublingual film',
  'FILM;SUBLINGUAL': 'sublingual film',
  'CAPSULE;ORAL': 'capsule',
  'CAPSULE, EXTENDED RELEASE;ORAL': 'ER capsule',
  'CAPSULE, DELAYED RELEASE;ORAL': 'DR capsule',
  'CAPSULE, DELAYED REL PELLETS;ORAL': 'DR capsule',
  'FOR SUSPENSION;ORAL': 'suspension',
  'SUSPENSION;ORAL': 'suspension',
  'SOLUTION;ORAL': 'oral solution',
  'FOR SOLUTION;ORAL': 'powder',
  'POWDER;ORAL': 'powder',
  'SYRUP;ORAL': 'syrup',
  'AEROSOL, METERED;INHALATION': 'inhaler',
  'POWDER;INHALATION': 'dry powder inhaler',
  'SOLUTION;INHALATION': 'nebulizer solution',
  'SUSPENSION;INHALATION': 'nebulizer suspension',
  'SPRAY, METERED;NASAL': 'nasal spray',
  'SPRAY;NASAL': 'nasal spray',
  'SOLUTION/DROPS;OPHTHALMIC': 'eye drops',
  'SUSPENSION/DROPS;OPHTHALMIC': 'eye drops',
  'OINTMENT;OPHTHALMIC': 'eye ointment',
  'SOLUTION/DROPS;OTIC': 'ear drops',
  'SUSPENSION/DROPS;OTIC': 'ear drops',
  'CREAM;TOPICAL': 'cream',
  'OINTMENT;TOPICAL': 'ointment',
  'GEL;TOPICAL': 'gel',
  'LOTION;TOPICAL': 'lotion',
  'SOLUTION;TOPICAL': 'solution for the skin',
  'SHAMPOO;TOPICAL': 'shampoo',
  'CREAM;VAGINAL': 'vaginal cream',
  'GEL;VAGINAL': 'vaginal gel',
  'TABLET;VAGINAL': 'vaginal tablet',
  'INSERT;VAGINAL': 'vaginal insert',
  'SUPPOSITORY;RECTAL': 'suppository',
  'FILM, EXTENDED RELEASE;TRANSDERMAL': 'patch',
  'SYSTEM;TRANSDERMAL': 'patch',
  'PATCH;TOPICAL': 'patch',
  'GRANULE;ORAL': 'granules',
  'SOLUTION;SUBCUTANEOUS': 'injection pen',
}

const routesOf: Record<string, RouteKey> = {
  ORAL: 'oral',
  'ORAL-21': 'oral',
  'ORAL-28': 'oral',
  SUBLINGUAL: 'sublingual',
  'BUCCAL, SUBLINGUAL': 'sublingual',
  TOPICAL: 'topical',
  TRANSDERMAL: 'transdermal',
  INHALATION: 'inhalation',
  NASAL: 'nasal',
  OPHTHALMIC: 'ophthalmic',
  OTIC: 'otic',
  VAGINAL: 'vaginal',
  RECTAL: 'rectal',
  SUBCUTANEOUS: 'subcutaneous',
  INTRAMUSCULAR: 'intramuscular',
  INTRAVENOUS: 'intravenous',
}

/** `TABLET, EXTENDED RELEASE;ORAL` as a prescription says it; no route where the file names several or none. */
export function dosageForm(written: string): { form: string; route?: RouteKey } {
  const [form = '', where = ''] = written.split(';')
  const route = routesOf[where]
  const words =
    forms[written] ??
    `${form.toLowerCase().replace(/^(\w+), (.*)$/, '$2 $1')}${route ? '' : `, ${where.toLowerCase()}`}`
  return { form: words, ...(route && { route }) }
}
