import type { StarterText } from './starter.js'

/** Visits for one symptom. Red flags are asked one by one and answered by the person who asks. */
export const symptomStarters: readonly StarterText[] = [
  {
    name: 'headache',
    title: 'Headache',
    about: 'With red flags',
    kind: 'template',
    // Red flags after SNNOOP10 (Do et al., Neurology 2019).
    lines: `
      = Subjective
      Headache since ***, *** days a month. {Throbbing|Pressing|***}, {one side|both sides}. Aura: {no|yes: ***}.
      **Red flags**
      - Worst at once (thunderclap), or new after 50: {no|yes: ***}
      - Fever, stiff neck, cancer, weakened immunity: {no|yes: ***}
      - Weakness, numbness, confusion, fits, loss of sight: {no|yes: ***}
      - Worse lying, with cough or strain; blow to the head: {no|yes: ***}
      - Pregnant or after birth: {no|yes: ***|not applicable}
      Pain medicine on *** days a month.
      = Objective
      @vitals
      .examneuro
      Optic discs: {sharp|not seen|***}. Neck: {supple|***}. Temporal arteries: {not tender|not felt|***}.
      = Assessment and plan
      {Migraine without aura|Migraine with aura|Tension-type headache|Medication overuse|***}, red flags {none|***}.
      - For attacks: ***. To prevent: {not needed|***}.
      - Imaging: {not needed now|***}
      - Come at once for the worst headache ever, fever with stiff neck, weakness or trouble seeing.
    `,
  },
  {
    name: 'abdpain',
    title: 'Abdominal pain',
    about: 'Acute, with signs of an emergency',
    kind: 'template',
    lines: `
      = Subjective
      Pain in the {right upper|left upper|right lower|left lower|middle|whole} abdomen for ***. {Steady|Comes and goes|***}.
      - Vomiting, blood in vomit or stool, black stool: {no|yes: ***}
      - Fever, weight loss, jaundice: {no|yes: ***}
      - Last bowel movement ***; passes gas: {yes|no}
      - Pregnancy possible: {no|yes, test: ***|not applicable}. Testicular pain: {no|yes|not applicable}.
      - Surgery before: {none|***}
      = Objective
      @vitals
      .examabd
      Rebound or guarding: {no|yes: ***}. Murphy: {negative|positive|not done}. McBurney: {not tender|tender}.
      = Assessment and plan
      ***. Signs of an emergency: {none now|***}.
      - Tests: {none today|***}
      - Eat and drink: ***
      - Come at once for growing pain, fever, fainting, blood, or vomiting that will not stop.
    `,
  },
  {
    name: 'rash',
    title: 'Rash',
    about: 'Description and warning signs',
    kind: 'template',
    lines: `
      = Subjective
      Rash on *** for ***. {Itches|Hurts|Neither}. New medicine, food, plant, contact or travel: {none|***}.
      - Fever, sore mouth or eyes, blisters, swelling of face, trouble breathing: {no|yes: ***}
      = Objective
      @vitals
      {Macules|Papules|Vesicles|Plaques|Wheals|***}, {red|skin-colored|purple|***}, {scattered|grouped|in a line|***}.
      Blanches: {yes|no}. Mucous membranes: {clear|***}. Skin that peels or hurts to touch: {no|yes}.
      = Assessment and plan
      {Contact dermatitis|Eczema|Urticaria|Tinea|Viral rash|Drug rash|Cellulitis|Shingles|***}.
      - ***
      - Come at once for fever, blisters or sores of mouth or eyes, purple spots, or swelling of face or tongue.
    `,
  },
  {
    name: 'kneepain',
    title: 'Knee pain',
    about: 'Injury or wear, with the Ottawa rule',
    kind: 'template',
    // When to X-ray after an injury: Ottawa knee rule (Stiell et al., JAMA 1996).
    lines: `
      = Subjective
      {Left|Right|Both} knee pain for ***, since {no injury|twist|blow|fall|***}.
      - Swelled within hours: {no|yes}. Locks or gives way: {no|yes: ***}.
      - Fever, hot joint, other joints: {no|yes: ***}
      = Objective
      @vitals
      | | Left | Right |
      | Swelling, warmth | {none|***} | {none|***} |
      | Range (degrees) | *** | *** |
      | Joint line | {not tender|medial|lateral} | {not tender|medial|lateral} |
      | Ligaments | {stable|***|not tested} | {stable|***|not tested} |
      After an injury, any of the Ottawa signs (55 or over, only kneecap tender, fibular head, cannot bend to 90°, four steps): {no injury|none|***}.
      = Assessment and plan
      {Osteoarthritis|Patellofemoral pain|Meniscus|Ligament|***}, {left|right|both}.
      - {*Exercise|physical therapy|weight|topical NSAID|acetaminophen|brace|injection}
      - X-ray: {not needed|ordered}
      - Come at once for a hot swollen knee, fever, or not being able to put weight on it.
    `,
  },
  {
    name: 'preop',
    title: 'Pre-operative check',
    about: 'Before planned surgery',
    kind: 'template',
    // Heart risk: Revised Cardiac Risk Index (Lee et al., Circulation 1999); 4 METs after ACC/AHA.
    lines: `
      = Subjective
      Before ***, planned for ***, surgeon ***. Anesthesia before: {none|no trouble|***}. Family: {no trouble|***}.
      - Climbs two flights or walks fast on the level (4 METs): {yes|no: ***}
      - Chest pain, breathlessness, fainting: {no|yes: ***}
      - Bleeding or clots, self or family: {no|yes: ***}
      - Sleep apnea (STOP-Bang): *** of 8. Tobacco: {never|former|current}.
      = Objective
      @vitals
      .examcv
      .examresp
      Mouth opening, neck, loose teeth: {no concern|***}.
      | Revised Cardiac Risk Index | Present |
      | High-risk surgery | {no|yes} |
      | Ischemic heart disease | {no|yes} |
      | Heart failure | {no|yes} |
      | Stroke or TIA | {no|yes} |
      | Insulin for diabetes | {no|yes} |
      | Creatinine above 2 mg/dL | {no|yes} |
      = Assessment and plan
      Index: *** of 6. Risk for this operation: {acceptable without more tests|tests first: ***|***}.
      - Anticoagulant and antiplatelet: {none|plan with the surgeon: ***}
      - Diabetes medicines, SGLT2 inhibitor, GLP-1: {none|***}
      - Other medicines on the day: ***
      - Tests: {none needed|***}
    `,
  },
  {
    name: 'prenatal',
    title: 'Prenatal visit',
    about: 'Return visit in pregnancy',
    kind: 'template',
    // What is due when: American College of Obstetricians and Gynecologists.
    lines: `
      = Subjective
      {{weeks: weeks of pregnancy}} weeks by {last period|ultrasound}. G*** P***.
      - Movement: {felt|not yet expected|less than usual: ***}
      - Bleeding, fluid, contractions: {no|yes: ***}
      - Headache, trouble seeing, pain under the ribs, sudden swelling: {no|yes: ***}
      - Mood: {well|***}. Safe at home: {yes|***}.
      = Objective
      @vitals
      Fundal height *** cm, fetal heart *** per minute, position {not yet told|head down|***}.
      Urine protein ***, glucose ***.
      = Assessment and plan
      Pregnancy at {{weeks: weeks of pregnancy}} weeks, {as expected|***}. Blood type: ***.
      - Due now: {*first labs|aneuploidy screening|anatomy scan (18–22 weeks)|glucose (24–28 weeks)|Rh immune globulin (28 weeks if Rh negative)|Tdap (27–36 weeks)|group B strep (36–37 weeks)|none}
      - Next visit in *** weeks.
      - Call at once for bleeding, fluid, strong headache, trouble seeing, or the baby moving less.
    `,
  },
]
