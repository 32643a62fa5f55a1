import { type DrugClass, drugClasses } from './drug-class.js'

/**
 * Name stems that tell a class, for medicines in no table: `cefoxitin` is a cephalosporin. After the stem list of the
 * United States Adopted Names Council (American Medical Association); only stems that name one class and no other.
 */
const stems: readonly [RegExp, string][] = [
  [/^[a-z]{2,}cillin$/, 'penicillin'],
  [/^(?:cef|ceph)[a-z]{4,}$/, 'cephalosporin'],
  [/^[a-z]{2,}penem$/, 'carbapenem'],
  [/^sulf[ai][a-z]*(?:azole|azine|oxine|imidine|amide)$/, 'sulfonamide'],
  [/^[a-z]+thromycin$/, 'macrolide'],
  [/^[a-z]+floxacin$/, 'fluoroquinolone'],
  [/^[a-z]+cycline$/, 'tetracycline'],
  [/^[a-z]{3,}(?:profen|oxicam|coxib)$/, 'nsaid'],
  [/^[a-z]{3,}pril$/, 'acei'],
  [/^[a-z]{3,}sartan$/, 'arb'],
  [/^[a-z]+vastatin$/, 'statin'],
  [/^[a-z]{3,}olol$/, 'beta-blocker'],
  [/^[a-z]{2,}(?:azepam|azolam)$/, 'benzodiazepine'],
  [/^[a-z]+triptan$/, 'triptan'],
  [/^[a-z]{2,}(?<!pi)prazole$/, 'ppi'],
  [/^[a-z]+gliptin$/, 'dpp4'],
  [/^[a-z]+gliflozin$/, 'sglt2'],
  [/^[a-z]+dronate$/, 'bisphosphonate'],
  [/^[a-z]+conazole$/, 'azole'],
]

/** The class a name says it is of; undefined where it says none. Lower case, one word. */
export function classByStem(word: string): DrugClass | undefined {
  const key = stems.find(([pattern]) => pattern.test(word))?.[1]
  return key === undefined ? undefined : drugClasses.get(key)
}
