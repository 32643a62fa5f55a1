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
      - Worst at once (thunderclap): {no|yes: ***}. New after 50, or not as before: {no|yes: ***}.
      - Fever, stiff neck, cancer, weakened immunity: {no|yes: ***}
      - Weakness, numbness, confusion, fits, loss of sight: {no|yes: ***}
      - Worse lying, with cough or strain; blow to the head: {no|yes: ***}
      - Pregnant or after birth: {no|yes: ***|not applicable}
      Pain medicine on *** days a month.
      = Objective
      @vitals
      .examneuro
      Optic discs: {sharp|not seen|***}. Neck: {supple|not examined|***}. Temporal arteries: {not tender|not examined|***}.
      = Assessment and plan
      {Migraine without aura|Migraine with aura|Tension-type headache|Medication overuse|***}, red flags {none|***}.
      - For attacks: ***. To prevent: {not needed|***}.
      - Imaging: {not needed now|***}
      - Told to come at once for the worst headache ever, fever with stiff neck, weakness or trouble seeing: {yes, understood|not today}
    `,
  },
  {
    name: 'abdpain',
    title: 'Abdominal pain',
    about: 'Acute, with signs of an emergency',
    kind: 'template',
    lines: `
      = Subjective
      Pain in the {right upper|upper middle|left upper|right lower|lower middle|left lower|whole|***} abdomen for ***. {Steady|Comes and goes|***}.
      - Vomiting, blood in vomit or stool, black stool: {no|yes: ***}
      - Fever, weight loss, jaundice: {no|yes: ***}
      - Last bowel movement ***; passes gas: {yes|no}
      - Pregnancy possible: {no|yes, test: ***|not applicable}. Testicular pain: {no|yes: ***|not applicable}.
      - Surgery before: {none|***}
      = Objective
      @vitals
      .examabd
      Rebound or guarding: {no|yes: ***|not examined}. Murphy: {negative|positive|not examined}. McBurney: {not tender|tender|not examined}.
      = Assessment and plan
      ***. Signs of an emergency: {none now|***}.
      - Tests: {none today|***}
      - Eat and drink: ***
      - Told to come at once for growing pain, fever, fainting, blood, or vomiting that will not stop: {yes, understood|not today}
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
      Blanches: {yes|no|not tested}. Mucous membranes: {clear|***|not examined}. Skin that peels or hurts to touch: {no|yes: ***|not examined}.
      = Assessment and plan
      {Contact dermatitis|Eczema|Urticaria|Tinea|Viral rash|Drug rash|Cellulitis|Shingles|***}.
      - ***
      - Told to come at once for fever, blisters or sores of mouth or eyes, purple spots, or swelling of face or tongue: {yes, understood|not today}
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
      Knee pain, {{side: left, right or both}}, for ***, brought on by {nothing known|a twist|a blow|a fall|***}.
      - Swelled within hours: {no|yes}. Locks or gives way: {no|yes: ***}.
      - Fever, hot joint, other joints: {no|yes: ***}
      = Objective
      @vitals
      | | Left | Right |
      | Swelling, warmth | {none|***|not examined} | {none|***|not examined} |
      | Range (degrees) | *** | *** |
      | Joint line | {not tender|tender medial|tender lateral|***|not examined} | {not tender|tender medial|tender lateral|***|not examined} |
      | Ligaments | {stable|***|not examined} | {stable|***|not examined} |
      After an injury, any of the Ottawa signs (55 or over, only the kneecap tender, fibular head tender, cannot bend to 90°, cannot take four steps): {no injury|none|***}.
      = Assessment and plan
      {Osteoarthritis|Patellofemoral pain|Meniscus|Ligament|***}, {{side: left, right or both}}.
      - {*Exercise|physical therapy|weight|topical NSAID|acetaminophen|brace|injection}
      - X-ray: {not needed|ordered}
      - Told to come at once for a hot swollen knee, fever, or not being able to put weight on it: {yes, understood|not today}
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
      Mouth opening, neck, loose teeth: {no concern|***|not examined}.
      | Revised Cardiac Risk Index | Present |
      | High-risk surgery | {no|yes|not known} |
      | Ischemic heart disease | {no|yes|not known} |
      | Heart failure | {no|yes|not known} |
      | Stroke or TIA | {no|yes|not known} |
      | Insulin for diabetes | {no|yes|not known} |
      | Creatinine above 2 mg/dL | {no|yes|not known} |
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
      - Due date ***. Movement: {felt|not yet expected|less than usual: ***}.
      - Bleeding, fluid, contractions: {no|yes: ***}
      - Headache, trouble seeing, pain under the ribs, sudden swelling: {no|yes: ***}
      - Mood: {well|***|not asked}. Safe at home: {yes|***|not asked}.
      = Objective
      @vitals
      Fundal height *** cm, fetal heart *** per minute, position {not examined|head down|***}.
      Urine protein ***, glucose ***.
      = Assessment and plan
      Pregnancy at {{weeks: weeks of pregnancy}} weeks, {as expected|***}. Blood type: ***.
      - Due now: {*first labs|aneuploidy screening|anatomy scan (18–22 weeks)|glucose (24–28 weeks)|Rh immune globulin (28 weeks if Rh negative)|Tdap (27–36 weeks)|RSV vaccine (32–36 weeks, in season)|group B strep (36–37 weeks)|none}
      - Next visit in *** weeks.
      - Told to call at once for bleeding, fluid, strong headache, trouble seeing, or the baby moving less: {yes, understood|not today}
    `,
  },
]
