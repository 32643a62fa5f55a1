import type { Substance } from './substance.js'

/**
 * Reactions that may cross from one group to another, both ways unless `oneWay`. `weight`: `avoid` where the label forbids
 * it and such reactions are known, `caution` where it is possible or only the label forbids it, `unlikely` where it is often
 * feared and seldom happens.
 */
interface CrossReaction {
  from: string
  to: string
  oneWay?: boolean
  /**
   * Substances it holds for, when not for all of the two groups. An allergy that names the group alone may be to any of
   * them.
   */
  among?: readonly string[]
  /** The only medicines it speaks against. */
  only?: readonly string[]
  weight: 'avoid' | 'caution' | 'unlikely'
  why: string
  source: string
}

const practiceParameter = 'Drug allergy practice parameter 2022 (Khan DA et al., J Allergy Clin Immunol 2022;150:1333)'

/** Looked through from the first; the first that fits is told. */
const crossReactions: readonly CrossReaction[] = [
  {
    from: 'penicillin',
    to: 'cephalosporin',
    among: ['amoxicillin', 'ampicillin', 'cephalexin', 'cefadroxil', 'cefaclor', 'cefprozil'],
    weight: 'caution',
    why: 'some penicillins and cephalosporins share a side chain, to which most such reactions are',
    source: practiceParameter,
  },
  {
    from: 'penicillin',
    to: 'cephalosporin',
    weight: 'unlikely',
    why: 'fewer than 2 in 100 with a penicillin allergy react to a cephalosporin without a shared side chain',
    source: practiceParameter,
  },
  {
    from: 'penicillin',
    to: 'carbapenem',
    weight: 'unlikely',
    why: 'fewer than 1 in 100 with a penicillin allergy react to a carbapenem',
    source: practiceParameter,
  },
  {
    from: 'cephalosporin',
    to: 'carbapenem',
    weight: 'unlikely',
    why: 'a reaction to a cephalosporin seldom crosses to a carbapenem',
    source: practiceParameter,
  },
  {
    from: 'salicylate',
    to: 'nsaid',
    weight: 'avoid',
    why: 'both block COX-1: asthma, hives or swelling after one often comes back with the other',
    source: 'NSAID class label, contraindications (FDA); drug allergy practice parameter 2022',
  },
  {
    from: 'salicylate',
    to: 'aminosalicylate',
    weight: 'avoid',
    why: 'mesalamine and sulfasalazine must not be given after a reaction to salicylates',
    source: 'Lialda and Azulfidine labels, contraindications',
  },
  {
    from: 'acei',
    to: 'neprilysin',
    oneWay: true,
    weight: 'avoid',
    why: 'sacubitril must not be given after angioedema from an ACE inhibitor',
    source: 'Entresto label, contraindications',
  },
  {
    from: 'arb',
    to: 'neprilysin',
    oneWay: true,
    weight: 'avoid',
    why: 'sacubitril must not be given after angioedema from an angiotensin receptor blocker',
    source: 'Entresto label, contraindications',
  },
  {
    from: 'acei',
    to: 'arb',
    weight: 'caution',
    why: 'angioedema from an ACE inhibitor comes back in a few with an angiotensin receptor blocker; cough does not',
    source: 'Haymore BR et al., Ann Allergy Asthma Immunol 2008;101:495',
  },
  {
    from: 'opioid',
    to: 'opioid',
    weight: 'unlikely',
    why: 'the two are built differently; itching and nausea are effects of all opioids, true allergy seldom crosses',
    source: practiceParameter,
  },
  {
    from: 'sulfonamide',
    to: 'non-antibiotic-sulfonamide',
    only: ['celecoxib'],
    weight: 'caution',
    why: 'its label forbids it after an allergic reaction to sulfonamides, though reactions seldom cross',
    source: 'Celebrex label, contraindications',
  },
  {
    from: 'sulfonamide',
    to: 'non-antibiotic-sulfonamide',
    weight: 'unlikely',
    why: 'a reaction to a sulfonamide antibiotic does not make one to other sulfonamides more likely by itself',
    source: 'Strom BL et al., N Engl J Med 2003;349:1628',
  },
]

const has = (classes: readonly string[], key: string): boolean => classes.includes(key)
const keys = ({ classes }: Substance): string[] => classes.map(({ key }) => key)

/** What may cross from the groups and substances of an allergy to a substance. */
export function crossReactionTo(
  allergyGroups: readonly string[],
  allergySubstances: readonly Substance[],
  substance: Substance,
): CrossReaction | undefined {
  const mine = keys(substance)
  // “Penicillin”: which of them is not recorded.
  const isUnspecified = allergySubstances.every(({ name }) => name === 'penicillin')
  return crossReactions.find(({ from, to, oneWay, among, only }) => {
    const crosses =
      (has(allergyGroups, from) && has(mine, to)) || (!oneWay && has(allergyGroups, to) && has(mine, from))
    if (!crosses || (only && !only.includes(substance.name))) return false
    if (!among) return true
    return (
      among.includes(substance.name) && (isUnspecified || allergySubstances.some(({ name }) => among.includes(name)))
    )
  })
}
