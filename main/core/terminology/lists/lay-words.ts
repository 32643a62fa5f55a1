/**
 * What people call what the official titles call otherwise: a beginning of a word in the title | the words it is found
 * by as well. Plain English equivalents as patients' dictionaries give them (MedlinePlus, National Library of Medicine).
 */
const lines = `
renal|kidney
nephr|kidney
hepat|liver
cardiac|heart
pulmonary|lung
gastric|stomach
gastro|stomach
cerebral infarction|stroke
cerebrovascular|stroke
myocardial infarction|heart attack
cutaneous|skin
dermatitis|rash eczema
malignant neoplasm|cancer
carcinoma|cancer
melanoma|skin cancer
leukemia|blood cancer
lymphoma|cancer
neoplasm|tumor growth
fracture|broken break
calculus|stone
cholelithiasis|gallstone
calculus of gallbladder|gallstone
hypertension|high blood pressure
hypertensi|high blood pressure
hypotension|low blood pressure
hyperglycemia|high blood sugar
hypoglycemia|low blood sugar
diabetes mellitus|sugar
hyperlipidemia|high cholesterol
hypercholesterolemia|high cholesterol
pruritus|itching
urticaria|hives
dyspnea|shortness of breath
edema|swelling
hemorrhage|bleeding
laceration|cut
contusion|bruise
sprain|twisted
otitis media|ear infection
cerumen|ear wax
otalgia|earache
tinnitus|ringing ears
conjunctivitis|pink eye
pharyngitis|sore throat
rhinitis|runny nose hay fever
epistaxis|nosebleed
varicella|chickenpox
zoster|shingles
pertussis|whooping cough
influenza|flu
candidiasis|yeast thrush
tinea|ringworm fungus
pediculosis|lice
cholera|
dysphagia|trouble swallowing
alopecia|hair loss
strabismus|crossed eyes
myopia|nearsighted
hypermetropia|farsighted
spontaneous abortion|miscarriage
depressive|depression
nicotine|smoking tobacco
thrombosis|clot
embolism|clot
osteoarthritis|arthritis
syncope|fainting
neuropathy|nerve damage
polyneuropathy|nerve damage
deafness|hearing loss
concussion|head injury
incontinence|leaking
hemorrhoid|piles
gastroenteritis|stomach flu
hematuria|blood urine
enuresis|bed wetting
amenorrhea|missed period
menstruation|period
dysmenorrhea|period cramps
leiomyoma|fibroid
nevus|mole
cellulitis|skin infection
abscess|boil
furuncle|boil
pneumonia|lung infection
gastro-esophageal reflux|heartburn acid
hypothyroidism|underactive thyroid
thyrotoxicosis|overactive thyroid
anemia|low blood
upper limb|arm
lower limb|leg
phalanx|finger toe
great toe|big toe
patella|kneecap
clavicle|collarbone
scapula|shoulder blade
femur|thigh
tibia|shin
vertebra|spine back
abdom|belly
thorax|chest
skull|head
convulsion|seizure fit
paresthesia|tingling
anesthesia of skin|numbness
alcohol|drinking
opioid|narcotic
prostatic hyperplasia|enlarged prostate
urinary tract infection|uti
obstructive pulmonary|copd
`

const words = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [title = '', lay = ''] = line.split('|')
    return { title, lay }
  })
  .filter(({ lay }) => lay !== '')
/** One look at a title finds all that stand in it. */
const any = new RegExp(`\\b(?:${words.map(({ title }) => title).join('|')})`, 'i')

/** The words of every day a title is found by besides its own. */
export function layWords(title: string): string {
  if (!any.test(title)) return ''
  const lower = ` ${title.toLowerCase()}`
  return words
    .filter(({ title: part }) => lower.includes(` ${part}`))
    .map(({ lay }) => lay)
    .join(' ')
}
