import type { StarterText } from './starter.js'

/** Visits for health and for what comes suddenly. Every finding is a choice: nothing is said that nobody looked for. */
export const visitStarters: readonly StarterText[] = [
  {
    name: 'annual',
    title: 'Annual adult visit',
    about: 'Yearly preventive visit of an adult',
    kind: 'template',
    // What to screen for goes by age, sex and risk: U.S. Preventive Services Task Force, grades A and B.
    lines: `
      = Subjective
      {{name}}, {{age}}, for a yearly visit. Concerns today: {none|***}.
      Changes in health, surgery or family history since the last visit: {none|***}.
      - Diet and activity: ***
      - Tobacco: {never|former|current: ***}. Alcohol: {none|***}. Other substances: {none|***}.
      - Mood, PHQ-2: *** of 6
      - Safety at home: {feels safe|***|not asked}. Falls in the last year: {none|***|not asked}.
      = Objective
      @vitals
      .examgen
      .examcv
      .examresp
      .examabd
      = Assessment and plan
      Yearly visit of an adult.
      - Screening due: {*colorectal cancer|breast cancer|cervical cancer|lung cancer|diabetes|lipids|bone density|hepatitis C|HIV|none due}
      - Immunizations due: {*influenza|COVID-19|tetanus|pneumococcal|zoster|RSV|none due}
      - Talked about: {*activity|diet|sleep|tobacco|alcohol|advance directive|nothing today}
      - Next visit: {1 year|***}
    `,
  },
  {
    name: 'wcc',
    title: 'Well-child visit',
    about: 'Preventive visit of a child, by age',
    kind: 'template',
    // Topics by age after Bright Futures (American Academy of Pediatrics); the immunization schedule is the CDC's.
    lines: `
      = Subjective
      {{name}}, {{age}}, here with {mother|father|both parents|***}. Concerns: {none|***}.
      - Feeding: {*breast milk|formula|solids|family food|***}. Vitamin D: {yes|no|not needed}.
      - Sleep: ***. On the back in a place of the baby’s own: {yes|no|past this age}.
      - Stools and urine: {as expected|***}
      - Development: {as expected for age|concern: ***}. Screening tool and score: {not due|***}.
      - School and behavior: {not yet|doing well|concern: ***}
      = Objective
      @vitals
      Growth: weight *** percentile, length or height *** percentile, head *** percentile.
      | Looked at | Found |
      | Fontanelle | {flat, soft|closed, past this age|not examined|***} |
      | Eyes, red reflex | {red reflex both sides|past this age|not examined|***} |
      | Heart, femoral pulses | {no murmur, pulses equal|not examined|***} |
      | Lungs, abdomen | {clear, soft, nothing felt|not examined|***} |
      | Hips, gait | {hips stable|walks well|not examined|***} |
      | Skin | {no rash or bruise|not examined|***} |
      | Genitalia | {normal|not examined|***} |
      = Assessment and plan
      Well-child visit at {{age}}: growth {on its curve|***}, development {on track|***}.
      - Immunizations: {none due|due today: ***|declined: ***}
      - Due by age: {*autism screening (18 and 24 months)|lead|hemoglobin|vision|hearing|lipids|depression (from 12 years)|none}
      - Talked about: {*car seat|safe sleep|water safety|firearms locked away|screen time|teeth|reading aloud|nothing today}
      - Next visit at ***
    `,
  },
  {
    name: 'uri',
    title: 'Upper respiratory infection',
    about: 'Cough and cold',
    kind: 'template',
    lines: `
      = Subjective
      {Cough|Congestion|***} for {{days: days of illness}} days. Fever: {none|***}. Getting {better|worse|neither}.
      - Short of breath or chest pain: {no|yes: ***}
      - Face pain, ear pain: {no|yes: ***}
      - Sick contacts: {none known|***}. COVID-19 or influenza test: {not done|negative|positive: ***}.
      - Asthma, COPD, weakened immunity, pregnancy: {no|yes: ***}
      = Objective
      @vitals
      .examheent
      .examresp
      = Assessment and plan
      {Viral upper respiratory infection|Acute bronchitis|Acute sinusitis|***}.
      - Antibiotic: {not needed today, explained why|not needed today|***}
      - Relief: {*fluids and rest|saline|honey (over 1 year)|acetaminophen|ibuprofen}
      .returnprec
    `,
  },
  {
    name: 'sorethroat',
    title: 'Sore throat',
    about: 'Pharyngitis with the Centor points',
    kind: 'template',
    // Modified Centor (McIsaac) points; testing and treatment after the IDSA's guideline on group A streptococcus.
    lines: `
      = Subjective
      Sore throat for {{days: days of illness}} days. Fever: {none|***}. Cough: {no|yes}. Exposure to strep: {none known|yes}.
      - Trouble swallowing saliva, opening the mouth, breathing, or a muffled voice: {no|yes: ***}
      - @allergies
      = Objective
      @vitals
      .examheent
      | Centor point | Present |
      | Temperature above 38 °C (100.4 °F) | {no|yes|not known} |
      | Cough absent | {no|yes|not known} |
      | Tender front neck nodes | {no|yes|not examined} |
      | Swollen or coated tonsils | {no|yes|not examined} |
      | Points for age (3–14: +1, 15–44: 0, 45 or over: −1) | {0|+1|−1|not counted under 3 years} |
      = Assessment and plan
      Sore throat, Centor points: *** (yes counts 1). Rapid strep test: {not done|negative|positive}.
      - {Viral: relief of symptoms|Streptococcal: *** for *** days|***}
      - Back to school or work: {when well|after 12–24 hours of treatment and no fever|***}
      .returnprec
    `,
  },
  {
    name: 'uti',
    title: 'Urinary symptoms',
    about: 'Suspected urinary tract infection',
    kind: 'template',
    lines: `
      = Subjective
      {Burning|Frequency|Urgency|***} for {{days: days of illness}} days.
      - Fever, chills, flank pain, vomiting: {no|yes: ***}
      - Blood in the urine: {no|yes}. Discharge, itch or new partner: {no|yes: ***}.
      - Pregnant: {no|yes|not applicable|test today: ***}. Last infection and its culture: {none|***}.
      - Kidney disease, catheter, stones, diabetes: {no|yes: ***}
      = Objective
      @vitals
      Abdomen: {soft, not tender|not examined|***}. Flank tenderness: {none|left|right|both|not examined}.
      Urinalysis: leukocytes ***, nitrites ***, blood ***.
      = Assessment and plan
      {Uncomplicated cystitis|Complicated infection|Pyelonephritis|Not an infection: ***|***}.
      - @allergies
      - Antibiotic: {none|***}. Kidney function and pregnancy: {no antibiotic given|taken into account|***}.
      - Culture: {not needed|sent}
      - Told to come back for fever, flank pain, vomiting, or no better in 48 hours: {yes, understood|not today}
    `,
  },
  {
    name: 'lbp',
    title: 'Low back pain',
    about: 'Acute or chronic, with red flags',
    kind: 'template',
    // Red flags for cauda equina, cancer, infection and fracture: American College of Physicians and NICE NG59.
    lines: `
      = Subjective
      Low back pain for ***, brought on by {nothing known|lifting|a fall|***}. Goes to {nowhere|left leg|right leg|both legs}.
      **Red flags**
      - Numb saddle, trouble passing or holding urine or stool: {no|yes: ***}
      - New or growing weakness of a leg: {no|yes: ***}
      - Cancer, weight loss, pain at night: {no|yes: ***}
      - Fever, injected drugs, weakened immunity: {no|yes: ***}
      - Steroids, osteoporosis, fall or blow: {no|yes: ***}
      = Objective
      @vitals
      Spine over bone: {not tender|tender at ***|not examined}. Straight leg raise: {negative|left positive|right positive|both positive|not examined}.
      | | Left | Right |
      | Ankle and toe strength | {5 of 5|*** of 5|not examined} | {5 of 5|*** of 5|not examined} |
      | Sensation L4, L5, S1 | {felt alike|***|not examined} | {felt alike|***|not examined} |
      | Knee and ankle reflexes | {present|***|not examined} | {present|***|not examined} |
      Saddle sensation and anal tone: {no reason to examine|felt, firm|***}.
      = Assessment and plan
      {Low back pain without red flags|Low back pain with sciatica|***}.
      - {*Stay active|heat|physical therapy|NSAID if kidneys, stomach and heart allow}
      - Imaging: {not needed now|***}
      - Told to go to an emergency department for numbness of the saddle, loss of bladder or bowel control, or new weakness: {yes, understood|not today}
    `,
  },
  {
    name: 'chestpain',
    title: 'Chest pain triage',
    about: 'First look at chest pain; send at once when in doubt',
    kind: 'template',
    // Signs of a coronary syndrome: AHA/ACC 2021 chest pain guideline; other dangers: embolism, dissection, pneumothorax.
    lines: `
      = Subjective
      Chest pain began ***, now {present|gone}. {Pressure|Sharp|Burning|***}, goes to {nowhere|arm|jaw|back|***}.
      - With exertion, sweating, nausea or breathlessness: {no|yes: ***}
      - Tearing, to the back, worst at once: {no|yes}
      - Worse with breathing: {no|yes}. Swollen leg, clot before, cancer, surgery, long trip, estrogen: {no|yes: ***}.
      - Coronary disease, diabetes, hypertension, lipids, smoking, family: {none|***}
      = Objective
      @vitals
      Oxygen saturation *** %. Arm pressures: left ***, right ***.
      .examcv
      .examresp
      Legs: {no swelling, not tender|not examined|***}. Chest wall: {not tender|pressing brings on the same pain|not examined|***}.
      ECG (aim: within 10 minutes of arrival): {not done: ***|at ***, no acute change|at ***: ***}. Compared with: {none before|***}.
      = Assessment and plan
      Risk of a coronary syndrome or other danger: {low|not low|***}, because ***.
      - {Sent to the emergency department by ambulance at ***|Same-day testing: ***|Follow-up: ***}
      - Aspirin: {not given: ***|given: *** mg at ***}
      - Told to call 911 for pain that comes back at rest, fainting or trouble breathing: {yes, understood|sent by ambulance|***}
    `,
  },
]
