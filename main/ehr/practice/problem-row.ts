/** Prevalence in percent by age band: 0–5, 6–11, 12–17, 18–34, 35–49, 50–64, 65–79, 80 and over. */
export type Bands = readonly [number, number, number, number, number, number, number, number]

/** A problem of the practice clinic, as its tables have it. */
export interface ProblemRow {
  key: string
  /** ICD-10-CM with its dot. */
  code: string
  /** In clinic words. */
  text: string
  /** Prevalence in girls and women, and in boys and men; absent where it follows from the body's constants. */
  f?: Bands
  m?: Bands
  /** Earliest age, and how many years before today it began at most. */
  onset: readonly [earliest: number, longest: number]
  /** What else makes it likelier, and how many times. */
  links?: readonly (readonly [key: string, times: number])[]
  /** Not together with these. */
  never?: readonly string[]
  /** Months between visits for it; 0 when it is looked after with the rest. */
  every: number
  /** Reason for such a visit. */
  reason: string
  /**
   * Ways to treat it; each is a ladder of steps, each step the medicines taken then. The first way whose medicines the
   * patient may take is used. `first` weights choose where several may.
   */
  ladders?: readonly (readonly (readonly string[])[])[]
  /** Where on the ladder patients of long standing are: chance to have gone up each further step. */
  climb?: number
  /** Laboratory panels that follow it. */
  labs?: readonly string[]
  /** What the patient says. */
  story: readonly string[]
  /** What the patient says when it is new. */
  onsetStory?: string
  /** What is found on looking. */
  exam?: readonly string[]
  /** Assessment and plan when all is well; medicines and values are added from the visit itself. */
  plan: readonly string[]
  /** Weight in ordering the list of problems and whose medicine wins within a class; highest first. */
  rank: number
}
